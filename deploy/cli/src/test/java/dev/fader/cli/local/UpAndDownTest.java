package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fader.schemas.FaderJson;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code up}, {@code status} and {@code down} as processes, as a user starts them. */
class UpAndDownTest {

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @Test
    void nothingOutlivesALauncherThatIsKilledAndTheNextOneIsStoppedInOrder() throws Exception {
        // PostgreSQL may have to run as another user
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Integer> free = FreePorts.some(5);
        String[] up = {
            "up", "--json",
            "--postgres-port", free.get(0).toString(),
            "--kafka-port", free.get(1).toString(),
            "--storage-port", free.get(2).toString(),
            "--api-port", free.get(3).toString(),
            "--worker-port", free.get(4).toString(),
            "--set", "fader.lease.duration=7s"
        };
        try {
            Up first = FaderJson.mapper().readValue(firstLine(fader(up)), Up.class);
            assertThat(first.parts)
                    .extracting(Part::name)
                    .containsExactly("kafka", "storage", "postgres", "coordinator", "worker-1");
            assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(first.parts.getFirst().pid))
                            .start()
                            .waitFor())
                    .isZero();
            started.getFirst().destroyForcibly();
            assertAllEnd(first);

            Process launcher = fader(up);
            Up second = FaderJson.mapper().readValue(firstLine(launcher), Up.class);
            String status = firstLine(fader("status", "--json"));
            assertThat(status).contains("\"ok\":true").contains("\"name\":\"worker-1\"");
            assertThat(firstLine(statusOf("http://127.0.0.1:" + free.get(3))))
                    .as("by the environment alone")
                    .contains("\"ok\":true", "worker")
                    .doesNotContain("\"pid\"");
            assertThat(firstLine(fader("doctor", "--json")))
                    .as("native libraries, devices and parts, each used")
                    .contains("\"ok\":true", "libtorch", "FFmpeg", "\"check\":\"cpu\"", "worker-1");
            assertThat(firstLine(fader("down"))).isEqualTo("stopped");
            assertThat(launcher.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertAllEnd(second);
            assertThat(RunningStack.noteIn(folder)).isEmpty();
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }

    /** What is printed when all is ready. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Up(boolean ok, List<Part> parts) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Part(String name, long pid) {}

    private static void assertAllEnd(Up up) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(up.parts)
                        .filteredOn(part -> ProcessHandle.of(part.pid)
                                .map(ProcessHandle::isAlive)
                                .orElse(false))
                        .isEmpty());
    }

    private Process fader(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--data", folder.toString()));
        return start(all, null);
    }

    private Process statusOf(String server) throws Exception {
        return start(List.of("status", "--json"), server);
    }

    private Process start(List<String> arguments, String server) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfader.home=" + Path.of("../..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fader.cli.FaderCommand"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("FADER_SERVER");
        if (server != null) {
            builder.environment().put("FADER_SERVER", server);
        }
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String firstLine(Process process) throws Exception {
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        assertThat(line).as("ended without a word").isNotNull();
        return line;
    }
}
