package dev.fader.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.JavaProcess;
import dev.fader.schemas.FaderJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The native libraries and the devices, used by {@code fader trainer engines} in a process that they may end. */
final class Engines {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CUDA = "cuda";

    private final List<JsonNode> lines;
    private final Optional<String> end;

    /**
     * @param lines what the process said
     * @param end how it ended, where it did not end well
     */
    Engines(List<JsonNode> lines, Optional<String> end) {
        this.lines = List.copyOf(lines);
        this.end = end;
    }

    static Engines tried(Installation installation) throws IOException, InterruptedException {
        Path output = Files.createTempFile("fader-engines", ".ndjson");
        Path log = Files.createTempFile("fader-engines", ".log");
        String end = run(installation, output, log);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            if (line.startsWith("{")) {
                lines.add(FaderJson.read(line, JsonNode.class));
            }
        }
        Files.delete(output);
        if (end.isEmpty()) {
            Files.delete(log);
        }
        return new Engines(lines, Optional.of(end).filter(text -> !text.isEmpty()));
    }

    private static String run(Installation installation, Path output, Path log)
            throws IOException, InterruptedException {
        JavaProcess.Recipe recipe = new JavaProcess.Recipe(
                "the process that tries it",
                installation.trainer(),
                "dev.fader.trainer.cli.TrainerCommand",
                List.of("-Xmx512m"),
                List.of("engines"));
        try (JavaProcess process = JavaProcess.start(recipe, output, log)) {
            if (!process.awaitEnd(PATIENCE)) {
                process.kill();
                return "it did not end within %d seconds".formatted(PATIENCE.toSeconds());
            }
            process.joinCheck();
            return "";
        } catch (CommandFailure ended) {
            return String.valueOf(ended.getMessage());
        }
    }

    List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode line : lines) {
            if (line.has("tried") && !line.get("tried").asText().equals(CUDA)) {
                findings.add(finding(line));
            }
        }
        end.ifPresent(how -> findings.add(Finding.wrong(
                unfinished(), how, "it ends the process that uses it, and would end a worker; the log tells more")));
        return findings;
    }

    /** Whether libtorch was built for GPUs; false where that could not be asked. */
    boolean libtorchHasCuda() {
        return tried(CUDA).map(line -> line.path("in_libtorch").asBoolean()).orElse(false);
    }

    /** How many GPUs the CUDA runtime sees. */
    int gpus() {
        return tried(CUDA).map(line -> line.path("gpus").asInt()).orElse(0);
    }

    private Optional<JsonNode> tried(String what) {
        return lines.stream()
                .filter(line -> line.path("tried").asText().equals(what))
                .findFirst();
    }

    private String unfinished() {
        return lines.isEmpty() ? "libraries" : lines.getLast().path("trying").asText("libraries");
    }

    private static Finding finding(JsonNode line) {
        String what = line.get("tried").asText();
        if (line.has("largest_error")) {
            String says = "a known clip, off by %.1e at most; %.0e is allowed"
                    .formatted(
                            line.get("largest_error").asDouble(),
                            line.get("bound").asDouble());
            return line.get("ok").asBoolean()
                    ? Finding.ok(what, says)
                    : Finding.wrong(what, says, "it computes wrong: use another device (fader.worker.device)");
        }
        if (line.get("ok").asBoolean()) {
            return Finding.ok(
                    what,
                    (line.path("version").asText() + " for "
                                    + line.path("purpose").asText())
                            .strip());
        }
        return Finding.wrong(
                what,
                line.path("failure").asText(),
                "look whether it can be unpacked: into .djl.ai and .javacpp in %s, or %s"
                        .formatted(System.getProperty("user.home"), System.getProperty("java.io.tmpdir")));
    }
}
