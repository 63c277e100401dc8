package dev.fader.trainer.data;

import dev.fader.schemas.notation.Decibels;
import dev.fader.trainer.songs.Limiter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws training examples. What an example is depends on the seed and its number since the first step alone, whatever the
 * size of the batch; so the sampler's position and random state are one number, and any step can be drawn again, on any
 * thread.
 */
public final class ExampleSampler {

    /** Of examples with an absent source, the share that lack just one. */
    private static final double ONE_ABSENT = 2.0 / 3;

    private static final double MOST_LIMITED_DB = 8;

    private static final double LOWEST_CORNER_HZ = 300;
    private static final double CORNERS = 5000 / LOWEST_CORNER_HZ;

    private final StemDataset dataset;
    private final ExampleConfig config;
    private final int batchSize;
    private final int samples;
    private final int sampleRateHz;
    private final long seed;
    private final Excerpt.Rule rule;

    /** @param samples of an example */
    public ExampleSampler(
            StemDataset dataset, ExampleConfig config, int samples, int batchSize, int sampleRateHz, long seed) {
        this.dataset = dataset;
        this.config = config;
        this.batchSize = batchSize;
        this.samples = samples;
        this.sampleRateHz = sampleRateHz;
        this.seed = seed;
        int read = config.samplesRead(samples);
        dataset.songs().stream()
                .filter(song -> song.frames() < read)
                .findFirst()
                .ifPresent(song -> {
                    throw new IllegalArgumentException(
                            "%s has %d frames, fewer than the %d that a segment of %.2f s takes"
                                    .formatted(song.name(), song.frames(), read, config.segmentSeconds()));
                });
        this.rule = switch (config.drawing()) {
            case MIXED -> new MixedExcerpts(dataset, config.crossSongShare(), read, sampleRateHz);
            case PAPER -> new AlignedExcerpts(dataset, samples, seed, false);
            case RECORD -> new AlignedExcerpts(dataset, samples, seed, true);
            case WINDOWS -> new ConsecutiveWindows(dataset, samples, seed);
        };
    }

    /** @throws IOException if a stem cannot be read, or no segment with all sources active is found */
    public ExampleBatch batch(long step) throws IOException {
        int k = dataset.sources().size();
        float[] mixture = new float[batchSize * samples];
        float[] sources = new float[batchSize * k * samples];
        float[] gains = new float[batchSize * k];
        List<List<DrawnSource>> origins = new ArrayList<>();
        for (int b = 0; b < batchSize; b++) {
            long example = step * batchSize + b;
            SplittableRandom random = RandomStreams.of(seed, example);
            Excerpt excerpt = rule.draw(example, random);
            boolean[] absent = absent(random, k);
            Speeds speeds = new Speeds(excerpt, random);
            List<DrawnSource> drawn = new ArrayList<>();
            for (int source = 0; source < k; source++) {
                float[] stem = speeds.changed(source);
                boolean negated = random.nextDouble() < config.augmentation().negatedShare();
                double factor = level(random) * (absent[source] ? 0 : negated ? -1 : 1);
                tilt(stem, random);
                int row = (b * k + source) * samples;
                for (int i = 0; i < samples; i++) {
                    sources[row + i] = (float) (stem[i] * factor);
                    mixture[b * samples + i] += sources[row + i];
                }
                gains[b * k + source] = (float) Decibels.toAmplitude(random.nextDouble(-1, 1) * config.gainRangeDb());
                Excerpt.Place place = excerpt.places().get(source);
                drawn.add(new DrawnSource(
                        dataset.sources().get(source),
                        place.song(),
                        place.start(),
                        place.channel(),
                        negated,
                        absent[source]));
            }
            origins.add(List.copyOf(drawn));
            limit(sources, mixture, b, random);
        }
        return new ExampleBatch(mixture, sources, gains, batchSize, k, samples, List.copyOf(origins));
    }

    /** Which sources are silenced: mostly none; never all. */
    private boolean[] absent(SplittableRandom random, int k) {
        boolean[] absent = new boolean[k];
        if (k > 1 && random.nextDouble() < config.augmentation().absentShare()) {
            int count = random.nextDouble() < ONE_ABSENT ? 1 : 1 + random.nextInt(k - 1);
            for (int left = count; left > 0; ) {
                int source = random.nextInt(k);
                left -= absent[source] ? 0 : 1;
                absent[source] = true;
            }
        }
        return absent;
    }

    /** At which speeds the sources of an example are played: one for those of one song. */
    private final class Speeds {

        private final Excerpt excerpt;
        private final SplittableRandom random;
        private final double range = config.augmentation().speedRangePercent() / 100;
        private final @Nullable SpeedChange common;

        Speeds(Excerpt excerpt, SplittableRandom random) {
            this.excerpt = excerpt;
            this.random = random;
            boolean oneSong = excerpt.places().stream()
                            .map(Excerpt.Place::song)
                            .distinct()
                            .count()
                    == 1;
            this.common = range > 0 && oneSong ? draw() : null;
        }

        float[] changed(int source) {
            float[] stem = excerpt.sources()[source];
            return range == 0 ? stem : (common == null ? draw() : common).apply(stem, samples);
        }

        private SpeedChange draw() {
            return new SpeedChange(1 + random.nextDouble(-1, 1) * range);
        }
    }

    /** Takes the peaks of some mixtures off, and as much of each source at the same time. */
    private void limit(float[] sources, float[] mixture, int b, SplittableRandom random) {
        double share = config.augmentation().limitedShare();
        if (share == 0 || random.nextDouble() >= share) {
            return;
        }
        double[] levels = new double[samples];
        double peak = 0;
        for (int i = 0; i < samples; i++) {
            levels[i] = Math.abs(mixture[b * samples + i]);
            peak = Math.max(peak, levels[i]);
        }
        double ceiling = peak * Decibels.toAmplitude(-random.nextDouble() * MOST_LIMITED_DB);
        double[] gains = Limiter.gains(levels, ceiling, sampleRateHz);
        int k = dataset.sources().size();
        for (int i = 0; i < samples; i++) {
            float sum = 0;
            for (int source = 0; source < k; source++) {
                int at = (b * k + source) * samples + i;
                sources[at] = (float) (sources[at] * gains[i]);
                sum += sources[at];
            }
            mixture[b * samples + i] = sum;
        }
    }

    private double level(SplittableRandom random) {
        return Decibels.toAmplitude(
                random.nextDouble(-1, 1) * config.augmentation().levelRangeDb());
    }

    /** Raises what lies above a corner and lowers the rest by as much, in place. */
    private void tilt(float[] stem, SplittableRandom random) {
        double range = config.augmentation().tiltRangeDb();
        if (range == 0) {
            return;
        }
        double cornerHz = LOWEST_CORNER_HZ * Math.pow(CORNERS, random.nextDouble());
        double keep = Math.exp(-2 * Math.PI * cornerHz / sampleRateHz);
        double high = Decibels.toAmplitude(random.nextDouble(-1, 1) * range);
        double low = 1 / high;
        double below = 0;
        for (int i = 0; i < stem.length; i++) {
            below = stem[i] + keep * (below - stem[i]);
            stem[i] = (float) (low * below + high * (stem[i] - below));
        }
    }
}
