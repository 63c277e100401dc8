package dev.fader.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A split of a data set in MUSDB18-HQ's layout: {@code <root>/<split>/<song>/<source>.wav}.
 *
 * @param songs in the order of their names
 */
public record StemDataset(Path root, List<String> sources, List<StemSong> songs) {

    /** @throws IOException if the split is missing or empty, or a song is incomplete or at another rate */
    public static StemDataset open(Path root, String split, List<String> sources, int sampleRateHz) throws IOException {
        Path directory = root.resolve(split);
        if (!Files.isDirectory(directory)) {
            throw new IOException("there is no folder %s; a data set has train/, validation/ and test/ folders of songs"
                    .formatted(directory));
        }
        List<StemSong> songs = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path song : entries.filter(Files::isDirectory).sorted().toList()) {
                StemSong opened = StemSong.open(song, sources);
                if (opened.sampleRateHz() != sampleRateHz) {
                    throw new IOException("%s is at %d Hz; the network works at %d Hz"
                            .formatted(song, opened.sampleRateHz(), sampleRateHz));
                }
                songs.add(opened);
            }
        }
        if (songs.isEmpty()) {
            throw new IOException("there are no songs in " + directory);
        }
        return new StemDataset(root, List.copyOf(sources), List.copyOf(songs));
    }
}
