package dev.fader.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fader.queue.sql.Sql;
import dev.fader.schemas.FaderJson;
import dev.fader.trainer.remix.NetworkUse;
import dev.fader.worker.config.WorkerConfig;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worker as it is deployed: built by the framework out of its configuration. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class WorkerApplicationTest {

    @TestHTTPResource
    URI root;

    @Inject
    AgroalDataSource database;

    @Inject
    WorkerConfig config;

    @Inject
    Worker worker;

    @Test
    void itShowsWhatItIsAndRegistersItself() throws Exception {
        StatusResource.Status status = FaderJson.read(get("/v1/worker"), StatusResource.Status.class);

        assertThat(status.id()).startsWith("under-test-");
        assertThat(status)
                .isEqualTo(new StatusResource.Status(status.id(), "READY", "cpu", null, 2, 0, 1, NetworkUse.NONE));
        await().atMost(Duration.ofSeconds(20)).until(() -> registered().equals(List.of(status.id() + " 2")));
        assertThat(get("/q/metrics"))
                .contains("fader_worker_slots_busy", "fader_worker_network_channels", "fader_worker_network_calls");
    }

    @Test
    void whatAKilledWorkerHasLeftIsGoneWhenItHasStarted() {
        assertThat(config.scratch())
                .isDirectoryContaining("glob:**/" + worker.settings().id());
        assertThat(config.scratch().resolve("killed")).doesNotExist();
    }

    @Test
    void itIsReadyWhenEverythingThatItNeedsIsThereAndSaysWhatElseIsMissing() throws Exception {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/q/health/ready").contains("\"status\": \"UP\""));
    }

    private List<String> registered() {
        return Sql.over(database)
                .withHandle(handle -> handle.select("SELECT id || ' ' || slots FROM worker")
                        .mapTo(String.class)
                        .list());
    }

    private String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
