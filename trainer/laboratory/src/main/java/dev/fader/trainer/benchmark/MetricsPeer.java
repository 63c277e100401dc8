package dev.fader.trainer.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** mir_eval and museval in a Python of the user's, on the same signals. */
final class MetricsPeer {

    private final Path python;
    private final Path script;

    /** @param folder where the peer's program is written to */
    MetricsPeer(Path python, Path folder) throws IOException {
        this.python = python;
        this.script = folder.resolve("peer_metrics.py");
        try (InputStream source = MetricsPeer.class.getResourceAsStream("peer_metrics.py")) {
            if (source == null) {
                throw new IOException("this build lacks peer_metrics.py: build it again");
            }
            Files.copy(source, script);
        }
    }

    /**
     * One run; the time that Python takes to start is not in it.
     *
     * @param images scores of version 3: sdr, isr, sir, sar by source
     * @param frames scores of version 4: sdr, isr, sir, sar by source and frame
     */
    record Run(double imagesSeconds, double framesSeconds, JsonNode images, JsonNode frames) {}

    Run run(Path signals, int window) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        List.of(python.toString(), script.toString(), signals.toString(), String.valueOf(window)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode json;
        try (InputStream output = process.getInputStream()) {
            json = new ObjectMapper().readTree(output);
        }
        if (process.waitFor() != 0) {
            throw new IOException("%s ended with %d; it needs numpy, mir_eval 0.8.2 and museval 0.4.1"
                    .formatted(python, process.exitValue()));
        }
        return new Run(
                json.path("images_seconds").asDouble(),
                json.path("frames_seconds").asDouble(),
                json.path("images"),
                json.path("frames"));
    }
}
