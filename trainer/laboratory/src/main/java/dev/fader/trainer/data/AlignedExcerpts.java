package dev.fader.trainer.data;

import dev.fader.trainer.data.Excerpt.Place;
import java.io.IOException;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** {@link ExcerptSampling#PAPER} and {@link ExcerptSampling#RECORD}: all sources at the same place of the same song. */
final class AlignedExcerpts implements Excerpt.Rule {

    /** Places tried in one song, and songs tried, before the data set is blamed. */
    private static final int PLACES = 50;

    private static final int SONGS = 20;

    private final StemDataset dataset;
    private final int samples;
    private final long seed;
    private final boolean asRecorded;
    private final ConcurrentMap<Integer, Double> deviations = new ConcurrentHashMap<>();

    /** @param asRecorded the authors' record's rules instead of the paper's */
    AlignedExcerpts(StemDataset dataset, int samples, long seed, boolean asRecorded) {
        this.dataset = dataset;
        this.samples = samples;
        this.seed = seed;
        this.asRecorded = asRecorded;
    }

    @Override
    public Excerpt draw(long example, SplittableRandom random) throws IOException {
        int songs = dataset.songs().size();
        int chosen = asRecorded ? SongOrder.ofEpoch(seed, example / songs, songs)[(int) (example % songs)] : -1;
        for (int attempt = 0; attempt < SONGS; attempt++) {
            int song = chosen >= 0 && attempt == 0 ? chosen : random.nextInt(songs);
            Excerpt excerpt = activePlace(song, random);
            if (excerpt != null) {
                return excerpt;
            }
        }
        throw new IOException("found no %.2f s in which all of %s are active, in %d places of each of %d songs"
                .formatted(
                        samples / (double) dataset.songs().getFirst().sampleRateHz(),
                        dataset.sources(),
                        PLACES,
                        SONGS));
    }

    private @Nullable Excerpt activePlace(int index, SplittableRandom random) throws IOException {
        StemSong song = dataset.songs().get(index);
        Activity rule = asRecorded ? Activity.NONZERO_SUM : Activity.AUDIBLE;
        float[][] sources = new float[dataset.sources().size()][];
        for (int attempt = 0; attempt < PLACES; attempt++) {
            long start = random.nextLong(song.frames() - samples + 1);
            int active = 0;
            while (active < sources.length) {
                sources[active] = song.readMono(active, start, samples);
                if (!rule.holds(sources[active])) {
                    break;
                }
                active++;
            }
            if (active == sources.length) {
                if (asRecorded) {
                    divide(sources, deviation(index));
                }
                Place place = new Place(song.name(), start, Place.ALL_CHANNELS);
                return new Excerpt(sources, Collections.nCopies(sources.length, place));
            }
        }
        return null;
    }

    private double deviation(int song) throws IOException {
        Double known = deviations.get(song);
        if (known == null) {
            known = MixtureDeviation.of(dataset.songs().get(song));
            deviations.put(song, known);
        }
        return known;
    }

    private static void divide(float[][] sources, double by) {
        for (float[] source : sources) {
            for (int i = 0; i < source.length; i++) {
                source[i] = (float) (source[i] / by);
            }
        }
    }
}
