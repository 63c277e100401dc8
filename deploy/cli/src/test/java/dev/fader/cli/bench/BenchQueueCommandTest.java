package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchQueueCommandTest {

    @TempDir
    Path folder;

    @Test
    void aShortRunMeasuresEveryQueueAndLosesNothing() throws Exception {
        String output = BenchRun.of(
                folder,
                "queue",
                "--json",
                "--backlogs",
                "1000",
                "--seconds",
                "0.5",
                "--warm-up",
                "0.1",
                "--rounds",
                "1",
                "--probes",
                "3");

        assertThat(output.lines()).hasSize(1);
        JsonNode line = FaderJson.read(output, JsonNode.class);
        assertThat(line.path("name").asText()).isEqualTo("bench queue");
        assertThat(line.path("ok").isBoolean()).isTrue();
        for (String queue : List.of("ours", "raw", "jobrunr", "db_scheduler")) {
            assertThat(line.path(queue).path("tasks_per_second").asDouble())
                    .as(queue)
                    .isPositive();
        }
        assertThat(line.at("/ours/claim_p50_ms").asDouble()).isPositive();
        assertThat(line.at("/ours/claim_p99_ms").asDouble()).isPositive();
        JsonNode row = line.at("/ours/by_backlog/1000");
        assertThat(row.path("tasks_per_second").asDouble()).isPositive();
        assertThat(row.path("cpu_ms_per_task").asDouble()).isPositive();
        assertThat(row.at("/with_old_snapshot/cpu_ms_per_task").asDouble()).isPositive();
        assertThat(folder.resolve("bench/queue"))
                .as("a million rows are not kept")
                .doesNotExist();
    }
}
