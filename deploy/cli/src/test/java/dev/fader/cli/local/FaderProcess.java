package dev.fader.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command as a process, as a user's shell starts it. */
record FaderProcess(int exitCode, String out, String err) {

    static FaderProcess run(URI server, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("fader-", ".out");
        Path err = Files.createTempFile("fader-", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fader.cli.FaderCommand"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("FADER_SERVER", server.toString());
        // as the script 'fader' sees to it: Java spells the names of files as the locale does
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException("still runs: " + String.join(" ", arguments));
            }
            return new FaderProcess(process.exitValue(), text(out), text(err));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** What it says to a program, in its last line. */
    JsonNode json() {
        return FaderJson.read(out.strip().lines().reduce((before, last) -> last).orElseThrow(), JsonNode.class);
    }
}
