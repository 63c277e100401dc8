package dev.fader.coordinator.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fader.coordinator.OwnerTest;
import dev.fader.queue.dataset.DatasetRows;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.DatasetSong;
import dev.fader.schemas.api.DatasetState;
import dev.fader.schemas.api.DatasetUpload;
import dev.fader.schemas.api.DatasetView;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.DatasetFinding;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.remix.StoredObject;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Data sets over HTTP; the test is the worker that checks them. */
@QuarkusTest
class DatasetTest extends OwnerTest {

    private static final StoredObject MANIFEST = new StoredObject("fader", "results/m.json", 10, "1".repeat(64));

    @Test
    void aDataSetIsReadyOnceItsCheckHasFoundNothingWrong() throws Exception {
        HttpResponse<String> created = register("rock", "songs/rock");
        DatasetView registered = read(created, DatasetView.class);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(registered.state()).isEqualTo(DatasetState.CHECKING);
        assertThat(registered.prefix()).isEqualTo("songs/rock/");
        assertThat(registered.bucket()).isEqualTo("fader");

        checked(registered, true);

        DatasetView ready = read(get("/v1/datasets/rock?tenant=" + tenant), DatasetView.class);
        assertThat(ready.state()).isEqualTo(DatasetState.READY);
        assertThat(ready.check().splits().getFirst().songs()).isEqualTo(1);
        assertThat(usable(ready.id().toString()))
                .hasValueSatisfying(ref -> assertThat(ref.manifest()).isEqualTo(MANIFEST));
        List<DatasetSong> songs = FaderJson.mapper()
                .readValue(get("/v1/datasets/rock/songs?tenant=" + tenant).body(), new TypeReference<>() {});
        assertThat(songs).containsExactly(new DatasetSong("train", "song", "2".repeat(64), 3));
    }

    @Test
    void whatIsWrongIsShownWithTheDataSetButNotInTheList() throws Exception {
        DatasetView registered = read(register("noise", "songs/noise/"), DatasetView.class);

        checked(registered, false);

        DatasetView refused = read(get("/v1/datasets/" + registered.id() + "?tenant=" + tenant), DatasetView.class);
        assertThat(refused.state()).isEqualTo(DatasetState.REFUSED);
        assertThat(refused.check().findings()).hasSize(1);
        List<DatasetView> list = FaderJson.mapper()
                .readValue(get("/v1/datasets?tenant=" + tenant).body(), new TypeReference<>() {});
        assertThat(list).singleElement().satisfies(listed -> {
            assertThat(listed.check().findings()).isEmpty();
            assertThat(listed.check().findingCount()).isEqualTo(1);
        });
        assertThat(usable("noise")).isEmpty();
    }

    @Test
    void aNameIsTakenUntilItsDataSetIsRemoved() throws Exception {
        DatasetView first = read(register("jazz", "songs/jazz"), DatasetView.class);
        Problem taken = problem(register("jazz", "elsewhere"), ProblemType.CONFLICT);
        assertThat(taken.detail()).contains("'jazz'").contains("another name");

        assertThat(delete("/v1/datasets/jazz?tenant=" + tenant).statusCode()).isEqualTo(204);

        problem(get("/v1/datasets/jazz?tenant=" + tenant), ProblemType.NOT_FOUND);
        assertThat(state(first)).isEqualTo("CANCELLED");
        assertThat(read(register("jazz", "elsewhere"), DatasetView.class).id()).isNotEqualTo(first.id());
    }

    @Test
    void aRefusedNameLeavesNoTaskBehind() throws Exception {
        register("folk", "songs/folk");
        register("folk", "songs/folk");

        int tasks = jdbi.withHandle(handle -> handle.select("SELECT count(*) FROM task WHERE tenant = ?", tenant)
                .mapTo(Integer.class)
                .one());
        assertThat(tasks).isEqualTo(1);
    }

    @Test
    void aCheckIsDoneAgainOnlyWhenTheLastHasEnded() throws Exception {
        DatasetView registered = read(register("soul", "songs/soul"), DatasetView.class);
        String again = "/v1/datasets/soul/check?tenant=" + tenant;
        problem(post(again, ""), ProblemType.CONFLICT);
        checked(registered, false);

        DatasetView checking = read(post(again, ""), DatasetView.class);

        assertThat(checking.state()).isEqualTo(DatasetState.CHECKING);
        assertThat(checking.task()).isNotEqualTo(registered.task());
        assertThat(checking.id()).isEqualTo(registered.id());
    }

    @Test
    void everyFaultIsPointedAt() throws Exception {
        Problem problem = problem(
                post(
                        "/v1/datasets",
                        "{\"name\": \"../x\", \"bucket\": \"secret\", \"layout\": \"musdb\", \"accept\": [\"ofset\"]}"),
                ProblemType.INVALID_DATASET);

        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/name", "/bucket", "/prefix", "/accept/0", "/layout");
        assertThat(problem.errors().toString())
                .contains("fader.s3.allowed-buckets")
                .contains("did you mean 'offset'")
                .contains("did you mean 'musdb18'");
    }

    @Test
    void filesAreBroughtToAPrefixOfTheirOwnUntilItIsRegistered() throws Exception {
        DatasetUpload.Links links =
                read(post("/v1/dataset-uploads", "{\"files\": [\"train/a b/vocals.wav\"]}"), DatasetUpload.Links.class);
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(links.urls().getFirst()))
                                        .PUT(body("sound"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        String more = "{\"upload\": \"%s\", \"files\": [\"train/b/vocals.wav\"]}".formatted(links.upload());
        assertThat(read(post("/v1/dataset-uploads", more), DatasetUpload.Links.class)
                        .prefix())
                .isEqualTo(links.prefix());

        register("mine", links.prefix());

        problem(post("/v1/dataset-uploads", more), ProblemType.CONFLICT);
        problem(post("/v1/dataset-uploads", "{\"files\": [\"../vocals.wav\"]}"), ProblemType.INVALID_UPLOAD);
    }

    private HttpResponse<String> register(String name, String prefix) throws Exception {
        return post(
                "/v1/datasets",
                "{\"tenant\": \"%s\", \"name\": \"%s\", \"prefix\": \"%s\"}".formatted(tenant, name, prefix));
    }

    private void checked(DatasetView dataset, boolean ok) {
        CheckResult result = new CheckResult(
                ok,
                MANIFEST,
                null,
                "stems",
                44_100,
                List.of("vocals"),
                List.of(new CheckResult.Split("train", 1, ok ? 1 : 0, 3, Map.of("vocals", 1.0))),
                1,
                100,
                "3".repeat(64),
                ok ? 0 : 1,
                ok ? 0 : 1,
                ok
                        ? List.of()
                        : List.of(
                                new DatasetFinding("offset", true, "train", "song", "vocals", "vocals.wav", "silent")));
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "UPDATE task SET state = 'DONE', finished_at = now(), ticketed_at = NULL WHERE id = ?",
                    dataset.task().uuid());
            handle.execute(
                    "INSERT INTO result (task_id, fence, worker, result) VALUES (?, 1, 'w', CAST(? AS jsonb))",
                    dataset.task().uuid(),
                    FaderJson.write(result));
            handle.execute(
                    "INSERT INTO dataset_song (task_id, dataset_id, split, song, sha256, seconds) VALUES (?, ?, 'train',"
                            + " 'song', ?, 3)",
                    dataset.task().uuid(),
                    dataset.id().uuid(),
                    "2".repeat(64));
        });
    }

    private Optional<DatasetRef> usable(String nameOrId) {
        return jdbi.withHandle(handle -> DatasetRows.ready(handle, tenant, nameOrId));
    }

    private String state(DatasetView dataset) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT state FROM task WHERE id = ?", dataset.task().uuid())
                .mapTo(String.class)
                .one());
    }
}
