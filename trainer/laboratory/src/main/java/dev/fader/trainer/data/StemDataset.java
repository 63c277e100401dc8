package dev.fader.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One split of a data set.
 *
 * @param songs in the order of their names
 */
public record StemDataset(Path root, List<String> sources, List<StemSong> songs) {

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
        return open(root, layout, split, sources, sampleRateHz, new StemAccess(cache, Arrival.COMPLETE));
    }

    static StemDataset open(
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
        new StemDecoding(access.cache()).run(songs);
        return new StemDataset(root, List.copyOf(sources), List.copyOf(songs));
    }

    /** The same with no more than its first songs. */
    public StemDataset first(int count) {
        return new StemDataset(root, sources, songs.subList(0, Math.min(count, songs.size())));
    }
}
