package dev.fader.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the songs of one folder in one layout, or of one table. Finding reads names and metadata, but no sound. */
sealed interface SongFinder
        permits Musdb18Finder, StemFolderFinder, SlakhFinder, MoisesDbFinder, MedleyDbFinder, StemTableFinder {

    /** Whether the folder has at least one song in this layout. */
    boolean fits(Path folder) throws IOException;

    /** The splits that songs are divided into there, as folders of these names; none: they are not divided. */
    default List<String> splits(Path root) throws IOException {
        return Splits.FOLDERS.stream()
                .filter(split -> Files.isDirectory(root.resolve(split)))
                .toList();
    }

    /** @param split one of {@link #splits} @return songs in the order of their names */
    default List<SongEntry> songs(Path root, String split) throws IOException {
        return songs(root.resolve(split));
    }

    /** @return songs in the order of their names */
    List<SongEntry> songs(Path folder) throws IOException;

    /** What lies in a folder and is wanted, in the order of the names, without hidden files. */
    static List<Path> entries(Path folder, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !name(entry).startsWith("."))
                    .filter(wanted)
                    .sorted(Comparator.comparing(SongFinder::name))
                    .toList();
        }
    }

    static String name(Path path) {
        return path.getFileName().toString();
    }

    static boolean isAudio(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && (name.endsWith(".wav") || name.endsWith(".flac"));
    }

    /** The file's name without its last ending. */
    static String baseName(Path file) {
        String name = name(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
