package dev.fader.trainer.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws training examples. What a step gets depends on the seed and the step's number alone, so the sampler's position
 * and random state are one number, and any step can be drawn again, on any thread.
 */
public final class ExampleSampler {

    /** A segment in which a source is quieter than this is drawn again: a silent source has no gradient. */
    private static final double SILENCE_RMS = 1e-3;

    private static final int ATTEMPTS = 50;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final StemDataset dataset;
    private final ExampleConfig config;
    private final int batchSize;
    private final int samples;
    private final long seed;

    public ExampleSampler(StemDataset dataset, ExampleConfig config, int batchSize, int sampleRateHz, long seed) {
        this.dataset = dataset;
        this.config = config;
        this.batchSize = batchSize;
        this.samples = (int) Math.round(config.segmentSeconds() * sampleRateHz);
        this.seed = seed;
        if (dataset.songs().stream().anyMatch(song -> song.frames() < samples)) {
            throw new IllegalArgumentException(
                    "some songs are shorter than a segment of %.2f s".formatted(config.segmentSeconds()));
        }
    }

    /** @throws IOException if a stem cannot be read, or no segment with all sources active is found */
    public Batch batch(long step) throws IOException {
        SplittableRandom random = new SplittableRandom(seed + GOLDEN_GAMMA * (step + 1));
        int k = dataset.sources().size();
        float[] mixture = new float[batchSize * samples];
        float[] sources = new float[batchSize * k * samples];
        float[] gains = new float[batchSize * k];
        List<String> origins = new ArrayList<>();
        for (int b = 0; b < batchSize; b++) {
            boolean cross = random.nextDouble() < config.crossSongShare();
            StringBuilder origin = new StringBuilder();
            Segment common = randomSegment(random);
            for (int source = 0; source < k; source++) {
                Segment from = cross ? randomSegment(random) : common;
                float[] stem = activeStem(random, source, from, cross, origin);
                double level = Math.pow(10, random.nextDouble(-1, 1) * config.levelRangeDb() / 20);
                int row = (b * k + source) * samples;
                for (int i = 0; i < samples; i++) {
                    sources[row + i] = (float) (stem[i] * level);
                    mixture[b * samples + i] += sources[row + i];
                }
                gains[b * k + source] = (float) Math.pow(10, random.nextDouble(-1, 1) * config.gainRangeDb() / 20);
            }
            origins.add(origin.toString());
        }
        return new Batch(mixture, sources, gains, batchSize, k, samples, String.join("; ", origins));
    }

    private record Segment(StemSong song, long start) {}

    private Segment randomSegment(SplittableRandom random) {
        StemSong song = dataset.songs().get(random.nextInt(dataset.songs().size()));
        return new Segment(song, random.nextLong(song.frames() - samples + 1));
    }

    /** One channel of a stem, or their mean; moved to another place where this one is silent. */
    private float[] activeStem(
            SplittableRandom random, int source, Segment wanted, boolean anySong, StringBuilder origin)
            throws IOException {
        Segment segment = wanted;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            float[] mono = mono(segment.song().read(source, segment.start(), samples), random.nextInt(3));
            if (rms(mono) > SILENCE_RMS) {
                origin.append("%s %s@%d "
                        .formatted(dataset.sources().get(source), segment.song().name(), segment.start()));
                return mono;
            }
            boolean elsewhere = anySong || attempt > ATTEMPTS / 2;
            segment = elsewhere
                    ? randomSegment(random)
                    : new Segment(wanted.song(), random.nextLong(wanted.song().frames() - samples + 1));
        }
        throw new IOException("found no segment with an audible %s in %d attempts; is the stem silent everywhere?"
                .formatted(dataset.sources().get(source), ATTEMPTS));
    }

    /** @param choice 0 and 1: that channel; 2: the mean of all */
    private static float[] mono(float[][] planar, int choice) {
        if (choice < 2) {
            return planar[Math.min(choice, planar.length - 1)];
        }
        float[] mean = new float[planar[0].length];
        for (float[] channel : planar) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += channel[i] / planar.length;
            }
        }
        return mean;
    }

    private static double rms(float[] samples) {
        double squares = 0;
        for (float sample : samples) {
            squares += (double) sample * sample;
        }
        return Math.sqrt(squares / samples.length);
    }
}
