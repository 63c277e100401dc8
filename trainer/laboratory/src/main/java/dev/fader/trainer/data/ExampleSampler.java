package dev.fader.trainer.data;

import dev.fader.schemas.notation.Decibels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws training examples. What a step gets depends on the seed and the step's number alone, so the sampler's position
 * and random state are one number, and any step can be drawn again, on any thread.
 */
public final class ExampleSampler {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final StemDataset dataset;
    private final ExampleConfig config;
    private final int batchSize;
    private final int samples;
    private final long seed;
    private final Excerpt.Rule rule;

    public ExampleSampler(StemDataset dataset, ExampleConfig config, int batchSize, int sampleRateHz, long seed) {
        this.dataset = dataset;
        this.config = config;
        this.batchSize = batchSize;
        this.samples = (int) Math.round(config.segmentSeconds() * sampleRateHz);
        this.seed = seed;
        dataset.songs().stream()
                .filter(song -> song.frames() < samples)
                .findFirst()
                .ifPresent(song -> {
                    throw new IllegalArgumentException("%s has %d frames, fewer than a segment of %.2f s"
                            .formatted(song.name(), song.frames(), config.segmentSeconds()));
                });
        this.rule = switch (config.drawing()) {
            case MIXED -> new MixedExcerpts(dataset, config.crossSongShare(), samples);
            case PAPER -> new AlignedExcerpts(dataset, samples, seed, false);
            case RECORD -> new AlignedExcerpts(dataset, samples, seed, true);
        };
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
            Excerpt excerpt = rule.draw(step * batchSize + b, random);
            for (int source = 0; source < k; source++) {
                float[] stem = excerpt.source(source);
                double level = Decibels.toAmplitude(random.nextDouble(-1, 1) * config.levelRangeDb());
                int row = (b * k + source) * samples;
                for (int i = 0; i < samples; i++) {
                    sources[row + i] = (float) (stem[i] * level);
                    mixture[b * samples + i] += sources[row + i];
                }
                gains[b * k + source] = (float) Decibels.toAmplitude(random.nextDouble(-1, 1) * config.gainRangeDb());
            }
            origins.add(excerpt.origin());
        }
        return new Batch(mixture, sources, gains, batchSize, k, samples, String.join("; ", origins));
    }
}
