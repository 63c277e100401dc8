package dev.fader.trainer.data;

import dev.fader.schemas.notation.Decibels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws training examples. What an example is depends on the seed and its number since the first step alone, whatever the
 * size of the batch; so the sampler's position and random state are one number, and any step can be drawn again, on any
 * thread.
 */
public final class ExampleSampler {

    /** Of examples with an absent source, the share that lack just one. */
    private static final double ONE_ABSENT = 2.0 / 3;

    private static final double LOWEST_CORNER_HZ = 300;
    private static final double CORNERS = 5000 / LOWEST_CORNER_HZ;

    private final StemDataset dataset;
    private final ExampleConfig config;
    private final int batchSize;
    private final int samples;
    private final int sampleRateHz;
    private final long seed;
    private final Excerpt.Rule rule;

    public ExampleSampler(StemDataset dataset, ExampleConfig config, int batchSize, int sampleRateHz, long seed) {
        this.dataset = dataset;
        this.config = config;
        this.batchSize = batchSize;
        this.samples = config.samples(sampleRateHz);
        this.sampleRateHz = sampleRateHz;
        this.seed = seed;
        dataset.songs().stream()
                .filter(song -> song.frames() < samples)
                .findFirst()
                .ifPresent(song -> {
                    throw new IllegalArgumentException("%s has %d frames, fewer than a segment of %.2f s"
                            .formatted(song.name(), song.frames(), config.segmentSeconds()));
                });
        this.rule = switch (config.drawing()) {
            case MIXED -> new MixedExcerpts(dataset, config.crossSongShare(), samples, sampleRateHz);
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
            List<DrawnSource> drawn = new ArrayList<>();
            for (int source = 0; source < k; source++) {
                float[] stem = excerpt.sources()[source];
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
