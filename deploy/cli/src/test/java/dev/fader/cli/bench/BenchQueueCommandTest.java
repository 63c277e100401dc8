package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.cli.FaderCommand;
import dev.fader.cli.local.FreePorts;
import dev.fader.schemas.FaderJson;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchQueueCommandTest {

    @TempDir
    Path folder;

    @Test
    void aShortRunMeasuresEveryQueueAndLosesNothing() throws Exception {
        // PostgreSQL may have to run as another user
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        String output = bench(
                "--json",
                "--backlogs",
                "200,1000",
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
        for (String backlog : List.of("200", "1000")) {
            JsonNode row = line.at("/ours/by_backlog/" + backlog);
            assertThat(row.path("tasks_per_second").asDouble()).isPositive();
            assertThat(row.path("cpu_ms_per_task").asDouble()).isPositive();
            assertThat(row.at("/with_old_snapshot/cpu_ms_per_task").asDouble()).isPositive();
        }
        assertThat(folder.resolve("bench/queue"))
                .as("a million rows are not kept")
                .doesNotExist();
    }

    private String bench(String... options) throws Exception {
        List<Integer> free = FreePorts.some(5);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + new File("../../deploy/jvm.options").getAbsolutePath(),
                "-Dfader.home=" + new File("../..").getCanonicalPath(),
                "-cp",
                System.getProperty("java.class.path"),
                FaderCommand.class.getName(),
                "bench",
                "queue",
                "--data=" + folder,
                "--postgres-port=" + free.get(0),
                "--kafka-port=" + free.get(1),
                "--storage-port=" + free.get(2),
                "--api-port=" + free.get(3),
                "--worker-port=" + free.get(4)));
        command.addAll(List.of(options));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            // 4: a bound is broken, which half a second cannot tell
            assertThat(process.exitValue()).as(Files.readString(errors)).isIn(0, 4);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }
}
