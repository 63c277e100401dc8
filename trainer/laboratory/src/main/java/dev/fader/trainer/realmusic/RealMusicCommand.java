package dev.fader.trainer.realmusic;

import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer real-music}: stems of music that Debian's packages hold. */
@Command(
        name = "real-music",
        description = {
            "Make folders of stems of recorded songs (guitar and rest) and of songs for trackers (drums, bass and other)",
            "that lie in Debian's packages, to measure on; 'leakage' does. Songs that are there are not made again."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RealMusicCommand implements Callable<Integer> {

    @Option(
            names = "--library",
            defaultValue = "/",
            description =
                    "where the packages are installed, or the folder they were unpacked into (default: ${DEFAULT-VALUE})")
    private Path library = Path.of("/");

    @Option(names = "--out", required = true, description = "folder; gets guitar/test/<song> and trackers/test/<song>")
    private Path out = Path.of("");

    /** Fills a folder with the stems of a song. */
    @FunctionalInterface
    private interface Maker {
        void make(Path folder) throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws Exception {
        List<String> made = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>();
        List<GuitarSong> recorded = GuitarSong.in(library);
        if (recorded.isEmpty()) {
            missing.add(GuitarSong.DEBIAN_PACKAGE);
        }
        for (GuitarSong song : recorded) {
            make(out.resolve("guitar/test").resolve(song.name()), song::write);
            made.add(song.name());
        }
        for (TrackerSong song : TrackerSong.ALL) {
            if (Files.isRegularFile(library.resolve(song.file()))) {
                make(out.resolve("trackers/test").resolve(song.name()), folder -> song.render(library, folder));
                made.add(song.name());
            } else {
                missing.add(song.debianPackage());
            }
        }
        System.out.printf("%d songs in %s: %s%n", made.size(), out, String.join(", ", made));
        if (!missing.isEmpty()) {
            System.err.printf(
                    "not found below %s: apt-get install %s brings the rest%n", library, String.join(" ", missing));
        }
        return made.isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** Whole or not at all. */
    private static void make(Path song, Maker maker) throws IOException, InterruptedException {
        if (Files.isDirectory(song)) {
            return;
        }
        Path partial = song.resolveSibling("." + song.getFileName() + ".partial");
        Files.createDirectories(partial);
        try (Stream<Path> left = Files.list(partial)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
        maker.make(partial);
        Files.move(partial, song, StandardCopyOption.ATOMIC_MOVE);
    }
}
