package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.cli.local.FreePorts;
import dev.fader.schemas.notation.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The shortest benchmark that there is: everything but the long files, on the real service. */
class BenchRemixCommandTest {

    @TempDir
    Path folder;

    @Test
    void aShortFormMeasuresTheRealServiceAndEndsInOneJsonLine() throws Exception {
        // PostgreSQL may have to run as another user
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> arguments = new ArrayList<>(List.of("remix", "--minutes", "0.05", "--batch", "2"));
        arguments.addAll(List.of("--batch-minutes", "0.05", "--short-tasks", "8", "--data", folder.toString()));
        List<Integer> free = FreePorts.some(5);
        List<String> parts = List.of("postgres", "kafka", "storage", "api", "worker");
        for (int i = 0; i < parts.size(); i++) {
            arguments.add("--%s-port=%d".formatted(parts.get(i), free.get(i)));
        }

        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int exitCode = runFromTheProjectsFolder(arguments, printed);

        String line = printed.toString(StandardCharsets.UTF_8).strip();
        assertThat(line).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        // so short a run proves nothing about the bounds; what it says of them must agree with how it ends
        assertThat(exitCode).isEqualTo(json.get("ok").asBoolean() ? 0 : ExitCode.NOT_AS_IT_SHOULD_BE);
        assertThat(json.at("/files/0/audioSeconds").asDouble()).isEqualTo(3);
        assertThat(json.at("/files/0/peakRssMib").asDouble()).isBetween(100.0, 4000.0);
        assertThat(json.at("/batch/files").asInt()).isEqualTo(2);
        assertThat(json.at("/batch/audioSeconds").asDouble()).isEqualTo(6);
        assertThat(json.at("/batch/networkShare").asDouble()).isBetween(0.01, 1.0);
        assertThat(json.at("/shortTasks/tasks").asInt()).isEqualTo(8);
        assertThat(json.at("/shortTasks/earlyMib").asDouble()).isBetween(100.0, 4000.0);
        assertThat(json.findValuesAsText("name"))
                .contains("times_realtime_per_channel", "network_busy_share", "rss_change_short_tasks");
    }

    private static int runFromTheProjectsFolder(List<String> arguments, ByteArrayOutputStream printed) {
        PrintStream out = System.out;
        System.setProperty("fader.home", "../..");
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            return new CommandLine(new BenchCommand()).execute(arguments.toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.clearProperty("fader.home");
        }
    }
}
