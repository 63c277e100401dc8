package dev.fader.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How near a remix and the untouched input are to the true remix, as the trainer's command {@code score} writes it. */
record RemixScore(String file, double minSdrDb, double minSdrDoNothingDb, boolean sameLength) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<RemixScore> readAll(Path file) throws IOException {
        return List.of(JSON.readValue(file.toFile(), RemixScore[].class));
    }
}
