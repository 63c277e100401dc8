package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.cli.FaderCommand;
import dev.fader.cli.local.FreePorts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A benchmark as somebody runs it who has no time: it measures everything, and proves nothing. */
final class BenchRun {

    private BenchRun() {}

    /** @param folder for its data @return what it printed */
    static String of(Path folder, String name, String... options) throws Exception {
        // PostgreSQL may have to run as another user
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Integer> free = FreePorts.some(5);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + new File("../../deploy/jvm.options").getAbsolutePath(),
                "-Dfader.home=" + new File("../..").getCanonicalPath(),
                "-cp",
                System.getProperty("java.class.path"),
                FaderCommand.class.getName(),
                "bench",
                name,
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
            // 4: a bound is broken, which so short a run cannot tell
            assertThat(process.exitValue()).as(Files.readString(errors)).isIn(0, 4);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }
}
