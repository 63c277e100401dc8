package dev.fader.trainer.data;

import dev.fader.trainer.data.Excerpt.Place;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** {@link ExcerptSampling#WINDOWS}. */
final class ConsecutiveWindows implements Excerpt.Rule {

    private final StemDataset dataset;
    private final int samples;
    private final long seed;
    /** Number of the first window of each song, and of all windows at the end. */
    private final int[] first;
    /** By epoch; loaders are never further apart than two. */
    private final ConcurrentMap<Long, int[]> orders = new ConcurrentHashMap<>();

    ConsecutiveWindows(StemDataset dataset, int samples, long seed) {
        this.dataset = dataset;
        this.samples = samples;
        this.seed = seed;
        int songs = dataset.songs().size();
        this.first = new int[songs + 1];
        for (int song = 0; song < songs; song++) {
            first[song + 1] =
                    Math.toIntExact(first[song] + dataset.songs().get(song).frames() / samples);
        }
    }

    @Override
    public Excerpt draw(long example, SplittableRandom random) throws IOException {
        int windows = first[first.length - 1];
        long epoch = example / windows;
        int window = orderOf(epoch, windows)[(int) (example % windows)];
        int found = Arrays.binarySearch(first, window);
        // a song without a window begins where the next one does
        int index = found < 0 ? -found - 2 : lastAt(found);
        StemSong song = dataset.songs().get(index);
        long start = (long) (window - first[index]) * samples;
        float[][] sources = new float[dataset.sources().size()][];
        for (int source = 0; source < sources.length; source++) {
            sources[source] = song.readMono(source, start, samples);
        }
        Place place = new Place(song.name(), start, Place.ALL_CHANNELS);
        return new Excerpt(sources, Collections.nCopies(sources.length, place));
    }

    private int lastAt(int found) {
        int last = found;
        while (last + 1 < first.length && first[last + 1] == first[found]) {
            last++;
        }
        return last;
    }

    private int[] orderOf(long epoch, int windows) {
        orders.keySet().removeIf(old -> old < epoch - 1);
        return orders.computeIfAbsent(epoch, number -> SongOrder.ofEpoch(seed, number, windows));
    }
}
