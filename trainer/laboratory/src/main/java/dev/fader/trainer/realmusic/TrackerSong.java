package dev.fader.trainer.realmusic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A song for a tracker, whose instruments are mapped to sources by their names.
 *
 * @param file below the folder of the packages
 * @param instruments of each source, counted from 1
 */
record TrackerSong(String name, String debianPackage, String file, Map<String, Set<Integer>> instruments) {

    private static final String PLAYER = "openmpt123";
    private static final int SECONDS = 60;

    /** Those whose instruments carry names that leave no doubt. */
    static final List<TrackerSong> ALL = List.of(
            new TrackerSong(
                    "pingus-7",
                    "pingus-data",
                    "usr/share/games/pingus/data/music/pingus-7.it",
                    sources(Set.of(5, 6), Set.of(3), Set.of(1, 2, 4))),
            new TrackerSong(
                    "pingus-1",
                    "pingus-data",
                    "usr/share/games/pingus/data/music/pingus-1.it",
                    sources(Set.of(4, 5, 7), Set.of(6), Set.of(1, 2, 3))),
            new TrackerSong(
                    "ceferino-menu",
                    "ceferino-data",
                    "usr/share/games/ceferino/music/menu.xm",
                    sources(Set.of(3), Set.of(2), Set.of(1))));

    private static Map<String, Set<Integer>> sources(Set<Integer> drums, Set<Integer> bass, Set<Integer> other) {
        Map<String, Set<Integer>> sources = new LinkedHashMap<>();
        sources.put("drums", drums);
        sources.put("bass", bass);
        sources.put("other", other);
        return sources;
    }

    /** Renders the first minute of each source, stereo floats at 44.1 kHz, into {@code folder/<source>.wav}. */
    void render(Path library, Path folder) throws IOException, InterruptedException {
        TrackerModule module = TrackerModule.read(library.resolve(file));
        for (Map.Entry<String, Set<Integer>> source : instruments.entrySet()) {
            Path alone = folder.resolve(source.getKey());
            Files.write(alone, module.only(source.getValue()));
            play(alone);
            Files.delete(alone);
        }
    }

    /** The player names its output after its input. */
    private static void play(Path module) throws IOException, InterruptedException {
        Process player;
        try {
            player = new ProcessBuilder(
                            PLAYER,
                            "--render",
                            "--samplerate",
                            "44100",
                            "--float",
                            "--dither",
                            "0",
                            "--end-time",
                            Integer.toString(SECONDS),
                            "--output-type",
                            "wav",
                            "--force",
                            "--quiet",
                            module.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "%s does not start: install it (Debian: apt-get install %s)".formatted(PLAYER, PLAYER), e);
        }
        if (!player.waitFor(2, TimeUnit.MINUTES)) {
            player.destroyForcibly();
            throw new IOException("%s did not end within two minutes on %s".formatted(PLAYER, module));
        }
        if (player.exitValue() != 0) {
            throw new IOException("%s ended with %d on %s".formatted(PLAYER, player.exitValue(), module));
        }
    }
}
