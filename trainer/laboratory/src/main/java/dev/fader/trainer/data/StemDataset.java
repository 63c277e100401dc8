package dev.fader.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One split of a data set.
 *
 * @param songs in the order of their names, and of several data sets in the order of these
 */
public record StemDataset(List<String> sources, List<StemSong> songs) {

    /**
     * Opens a split of a data set whose layout is recognised, with the user's cache of decoded stems: FLAC and AAC
     * stems that are not in it yet are decoded now.
     *
     * @param split {@code train}, {@code validation}, {@code test}, or {@code official-} and one of these for MUSDB18
     * @param sources names of stems, or of several that are one source ({@link SourceStems})
     * @param sampleRateHz at which samples are read; songs at a higher rate are resampled
     * @throws IOException if the split is missing or empty, or a song is incomplete or at a lower rate
     */
    public static StemDataset open(Path root, String split, List<String> sources, int sampleRateHz) throws IOException {
        return open(root, DatasetLayout.recognise(root), split, sources, sampleRateHz, StemCache.standard());
    }

    /** The same in a given layout, with a given cache. */
    public static StemDataset open(
            Path root, DatasetLayout layout, String split, List<String> sources, int sampleRateHz, StemCache cache)
            throws IOException {
        StemAccess access = new StemAccess(cache, Arrival.COMPLETE);
        return decoded(sources, songs(root, layout, split, sources, sampleRateHz, access), access);
    }

    static List<StemSong> songs(
            Path root, DatasetLayout layout, String split, List<String> sources, int sampleRateHz, StemAccess access)
            throws IOException {
        List<StemSong> songs = new ArrayList<>();
        for (SongEntry entry : new Splits(root, layout).songs(split)) {
            if (layout.skipsIncompleteSongs() && !SourceStems.complete(entry, sources)) {
                continue;
            }
            StemSong song = StemSong.open(entry, sources, layout.cutsToTheShortest(), sampleRateHz, access);
            if (song.sampleRateHz() != sampleRateHz) {
                throw new IOException("'%s', %s, is at %d Hz, which is less than the %d Hz that the network works at"
                        .formatted(entry.name(), entry.place(), song.sampleRateHz(), sampleRateHz));
            }
            songs.add(song);
        }
        if (songs.isEmpty()) {
            throw new IOException("no song of the split '%s' of %s has all of %s".formatted(split, root, sources));
        }
        return songs;
    }

    /** Songs of which any second can be read at once. */
    static StemDataset decoded(List<String> sources, List<StemSong> songs, StemAccess access) throws IOException {
        new StemDecoding(access.cache()).run(songs);
        return new StemDataset(List.copyOf(sources), List.copyOf(songs));
    }

    /** The same with no more than its first songs. */
    public StemDataset first(int count) {
        return new StemDataset(sources, songs.subList(0, Math.min(count, songs.size())));
    }
}
