package dev.fader.trainer.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The metrics of a run, one JSON object per line. What was logged after the checkpoint is superseded on resumption. */
public final class RunLog {

    private final Path file;

    private RunLog(Path file) {
        this.file = file;
    }

    /** @param fromStep the next step to take; at 0 the whole log begins anew */
    public static RunLog open(Path file, long fromStep) throws IOException {
        if (Files.exists(file)) {
            List<String> kept = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                JsonNode entry = Json.MAPPER.readTree(line);
                if (fromStep > 0 && entry.path("step").asLong() < fromStep) {
                    kept.add(line);
                }
            }
            Files.write(file, kept);
        }
        return new RunLog(file);
    }

    public void add(Map<String, Object> entry) throws IOException {
        Files.writeString(
                file,
                Json.MAPPER.writeValueAsString(entry) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
