package dev.fader.trainer.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.WholeFile;
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
            WholeFile.write(file, part -> Files.write(part, before(file, fromStep)));
        }
        return new RunLog(file);
    }

    /** All that a run has logged, in order. @throws IOException naming the line that cannot be read */
    public static List<JsonNode> entries(Path file) throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            try {
                entries.add(Json.MAPPER.readTree(lines.get(i)));
            } catch (JsonProcessingException e) {
                // who is killed while he writes leaves half a line, and goes on from before it
                if (i < lines.size() - 1) {
                    throw new IOException(
                            "line %d of %s is no JSON: mend it, or move the file away".formatted(i + 1, file), e);
                }
            }
        }
        return entries;
    }

    private static List<String> before(Path file, long fromStep) throws IOException {
        List<JsonNode> entries = entries(file);
        List<String> lines = Files.readAllLines(file);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (fromStep > 0 && entries.get(i).path("step").asLong() < fromStep) {
                kept.add(lines.get(i));
            }
        }
        return kept;
    }

    public void add(Map<String, Object> entry) throws IOException {
        Files.writeString(
                file,
                Json.MAPPER.writeValueAsString(entry) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
