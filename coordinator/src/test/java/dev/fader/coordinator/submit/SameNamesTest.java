package dev.fader.coordinator.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.OwnerTest;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskView;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two outputs never become one file, whatever file system they are fetched to. */
@QuarkusTest
class SameNamesTest extends OwnerTest {

    private static final List<String> FOLDER =
            List.of("a.aif", "a.aiff", "b.w64", "b.wav", "c.flac", "c.ogg", "d.m4a", "d.mp4");

    @Test
    void filesThatDifferInTheirExtensionsAloneAreAsManyOutputs() throws Exception {
        assertThat(accepted(FOLDER, "").size()).isEqualTo(8);
    }

    @Test
    void askedForInOneFormatEachSecondIsRefused() throws Exception {
        assertThat(refused(FOLDER, "\"format\": \"flac\",").errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/items/1/name", "/items/3/name", "/items/5/name", "/items/7/name");
    }

    @Test
    void namesAreComparedAsFileSystemsCompareThem() throws Exception {
        List<String> alike = List.of("One.wav", "ONE.wav", "zo\u00E9.wav", "zoe\u0301.wav");

        assertThat(refused(alike, "").errors())
                .extracting(Problem.Fault::detail)
                .satisfiesExactly(
                        letters ->
                                assertThat(letters).startsWith("output 'ONE.wav' has the name of an output of item 0"),
                        accents -> assertThat(accents).contains("an output of item 2"));
        accepted(alike, "\"nameTemplate\": \"{item} {stem}\",");
    }

    @Test
    void aRetryInAnotherFormatMakesNoTwoOutputsOne() throws Exception {
        BatchView batch = accepted(List.of("song.wav", "song.mp3"), "");
        for (TaskView task : tasks(batch)) {
            fail(task, "not_encodable");
        }

        Problem problem = problem(
                post("/v1/batches/" + batch.id() + "/retry", "{\"format\": \"flac\"}"), ProblemType.INVALID_BATCH);

        assertThat(problem.detail()).contains("song.mp3").contains("'song.flac'");
        assertThat(post("/v1/batches/" + batch.id() + "/retry", "{\"gainsDb\": {\"vocals\": 2}}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("/v1/tasks/" + tasks(batch).getFirst().id() + "/retry", "{\"format\": \"flac\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    private BatchView accepted(List<String> keys, String more) throws Exception {
        return read(post("/v1/batches", items(keys, more)), SubmittedBatch.class)
                .batch();
    }

    private Problem refused(List<String> keys, String more) throws Exception {
        return problem(post("/v1/batches", items(keys, more)), ProblemType.INVALID_BATCH);
    }

    private String items(List<String> keys, String more) {
        Stream<String> items = keys.stream().map("{\"input\": {\"key\": \"%s\"}}"::formatted);
        return items.collect(Collectors.joining(
                ", ",
                "{%s \"tenant\": \"%s\", \"gainsDb\": {\"vocals\": 1}, \"items\": [".formatted(more, tenant),
                "]}"));
    }
}
