package dev.fader.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the trainer's commands {@code catalogue} and {@code score} write. */
final class Scores {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Scores() {}

    /** The catalogue's manifest. */
    record Manifest(int edition, long seed, List<Entry> files) {}

    /** @param stems where its truth lies; null for a file that has to be refused */
    record Entry(String file, String about, @Nullable String stems) {}

    /** How near a remix and the untouched input are to the truth. */
    record Score(String file, double minSdrDb, double minSdrDoNothingDb, boolean sameLength) {}

    static Manifest manifest(Path catalogue) throws IOException {
        return JSON.readValue(catalogue.resolve("manifest.json").toFile(), Manifest.class);
    }

    static List<Score> scores(Path file) throws IOException {
        return List.of(JSON.readValue(file.toFile(), Score[].class));
    }
}
