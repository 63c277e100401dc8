package dev.fader.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The songs of the demonstration, as the trainer's command {@code catalogue} lists them beside their files. */
record Catalogue(int edition, long seed, List<Song> files) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param stems where its true stems lie; null for a file that has to be refused */
    record Song(String file, String about, @Nullable String stems) {}

    static Catalogue in(Path folder) throws IOException {
        return JSON.readValue(folder.resolve("manifest.json").toFile(), Catalogue.class);
    }

    /** Names of the files that nobody can remix. */
    Set<String> toBeRefused() {
        return files.stream()
                .filter(song -> song.stems() == null)
                .map(Song::file)
                .collect(Collectors.toSet());
    }
}
