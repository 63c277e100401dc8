package dev.fader.coordinator.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.OwnerTest;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.GivenStems;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.RemixSpec;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches whose items bring their stems in place of a model. */
@QuarkusTest
class GivenStemsTest extends OwnerTest {

    private static final String ITEM =
            "{\"input\": {\"key\": \"x.wav\"}, \"givenStems\": {\"choir\": {\"key\": \"c.wav\"}, \"organ\": {\"key\": \"o.wav\"}}}";

    @Test
    void gainsAndStemsAreOfTheSourcesThatAreGiven() throws Exception {
        SubmittedBatch remixed = submitted("""
                {"givenStems": {"sources": ["organ", "choir"], "rest": "crowd"}, "gainsDb": {"choir": -3, "crowd": "mute"},
                 "items": [%s]}""".formatted(ITEM));
        SubmittedBatch taken = submitted("""
                {"givenStems": {"sources": ["organ", "choir"]}, "stems": {"sumToMixture": true}, "items": [%s]}""".formatted(ITEM));

        RemixSpec spec = tasks(remixed.batch()).getFirst().spec(TaskKinds.REMIX);
        assertThat(spec.givenStems())
                .isEqualTo(new GivenStems(
                        Map.of("choir", new ObjectRef(null, "c.wav"), "organ", new ObjectRef(null, "o.wav")), "crowd"));
        assertThat(spec.model()).isEqualTo("given-stems");
        assertThat(spec.modelSha256()).isNull();
        assertThat(taken.batch().kind()).isEqualTo(BatchKind.SEPARATE);
        assertThat(tasks(taken.batch()).getFirst().spec(TaskKinds.SEPARATE).variants())
                .hasSize(2);
    }

    @Test
    void aRetryIsCheckedAgainstTheSourcesThatAreGivenAndKeepsThem() throws Exception {
        BatchView batch = submitted("""
                {"givenStems": {"sources": ["organ", "choir"]}, "gainsDb": {"choir": -3}, "items": [%s]}""".formatted(ITEM)).batch();
        TaskView task = tasks(batch).getFirst();
        fail(task, "gone");

        problem(
                post("/v1/batches/" + batch.id() + "/retry", "{\"gainsDb\": {\"vocals\": 1}}"),
                ProblemType.INVALID_BATCH);
        BatchView retried =
                read(post("/v1/batches/" + batch.id() + "/retry", "{\"gainsDb\": {\"organ\": 1}}"), BatchView.class);

        assertThat(tasks(retried).getFirst().spec(TaskKinds.REMIX).givenStems())
                .isEqualTo(task.spec(TaskKinds.REMIX).givenStems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"sources\": [\"organ\"]} | /items/0/givenStems | has stems of [choir, organ]: expected those of [organ]",
                "{\"sources\": [\"organ\", \"choir\", \"drums\"]} | /items/0/givenStems | has stems of [choir, organ]: expected those of [organ, choir, drums]",
                "{\"sources\": [\"organ\", \"choir\"], \"rest\": \"organ\"} | /givenStems/rest | 'organ' is there twice",
                "{\"sources\": [\"organ\", \"choir\"], \"rest\": \"residual\"} | /givenStems/rest | 'residual' is no name of a source",
                "{\"sources\": [\"organ\", \"choir\"]}, \"model\": \"default\" | /model | is not needed where stems are given",
                "null | /items/0/givenStems | the batch does not say that stems are given"
            })
    void whatDoesNotFitIsRefusedWithBothSides(String given, String pointer, String detail) throws Exception {
        String gains = given.equals("null") ? "vocals" : "organ";
        Problem problem = problem(post("/v1/batches", """
                        {"givenStems": %s, "gainsDb": {"%s": 1}, "items": [%s]}""".formatted(given, gains, ITEM)), ProblemType.INVALID_BATCH);

        assertThat(problem.errors()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.detail()).startsWith(detail);
        });
    }

    @Test
    void aTableHasNoStemsAndAPreviewTakesNone() throws Exception {
        assertThat(problem(
                                send(request("/v1/batches?givenStem=organ")
                                        .header("Content-Type", "text/csv")
                                        .POST(body("key,organ\nx.wav,-3\n"))),
                                ProblemType.INVALID_BATCH)
                        .errors())
                .extracting(Problem.Fault::detail)
                .containsExactly("line 2: has stems of []: expected those of [organ]");
        assertThat(problem(post("/v1/previews", """
                                        {"givenStems": {"sources": ["organ", "choir"]}, "gainsDb": {"organ": 1}, "items": [%s]}""".formatted(ITEM)), ProblemType.INVALID_BATCH)
                        .errors())
                .extracting(Problem.Fault::detail)
                .containsExactly("a preview is made by a model");
    }

    private SubmittedBatch submitted(String json) throws Exception {
        return read(post("/v1/batches", json), SubmittedBatch.class);
    }
}
