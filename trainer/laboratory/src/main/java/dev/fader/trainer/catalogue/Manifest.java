package dev.fader.trainer.catalogue;

import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue holds: {@code manifest.json} in its folder, written last, so that a catalogue that has one is whole.
 *
 * @param edition changes when the same seed would give another catalogue
 */
public record Manifest(int edition, long seed, List<Entry> files) {

    static final int EDITION = 1;
    private static final String NAME = "manifest.json";

    /**
     * One file.
     *
     * @param file its name in the catalogue's folder
     * @param about what is special about it, for people
     * @param stems folder of the true stems, relative to the catalogue's; null for a file that has to be refused
     */
    public record Entry(String file, String about, @Nullable String stems) {}

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    /** @throws IOException also when there is none, with what to do */
    static Manifest read(Path folder) throws IOException {
        if (!isIn(folder)) {
            throw new IOException(folder + " holds no catalogue: make one with 'fader trainer catalogue --out'");
        }
        return Json.MAPPER.readValue(folder.resolve(NAME).toFile(), Manifest.class);
    }

    void write(Path folder) throws IOException {
        WholeFile.write(
                folder.resolve(NAME),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    }
}
