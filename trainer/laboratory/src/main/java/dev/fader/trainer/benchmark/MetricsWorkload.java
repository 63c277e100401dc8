package dev.fader.trainer.benchmark;

import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.metrics.SourceImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Stereo sources of coloured noise with slow envelopes, and estimates of them with some of the other sources, a short
 * echo and a little noise: as ill-conditioned as music, and the same for the same seed.
 */
@SuppressWarnings("ArrayRecordComponent") // signals are handed over whole and never compared
record MetricsWorkload(float[][][] references, float[][][] estimates) {

    private static final int CHANNELS = 2;
    private static final long SEED = 20_211;

    static MetricsWorkload of(int sources, int samples) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        float[][][] references = new float[sources][CHANNELS][samples];
        float[][] mixture = new float[CHANNELS][samples];
        for (int k = 0; k < sources; k++) {
            for (int c = 0; c < CHANNELS; c++) {
                float previous = 0;
                for (int i = 0; i < samples; i++) {
                    previous = 0.95f * previous + 0.05f * (float) random.nextGaussian();
                    references[k][c][i] = previous * (float) (1.1 + Math.sin(i * (0.5 + k) * 1e-4));
                    mixture[c][i] += references[k][c][i];
                }
            }
        }
        float[][][] estimates = new float[sources][CHANNELS][samples];
        for (int k = 0; k < sources; k++) {
            for (int c = 0; c < CHANNELS; c++) {
                float[] source = references[k][c];
                for (int i = 0; i < samples; i++) {
                    float echo = i < 40 ? 0 : source[i - 40];
                    estimates[k][c][i] = 0.9f * source[i]
                            + 0.1f * echo
                            + 0.08f * (mixture[c][i] - source[i])
                            + 0.002f * (float) random.nextGaussian();
                }
            }
        }
        return new MetricsWorkload(references, estimates);
    }

    SourceImages referenceImages() {
        return images(references);
    }

    SourceImages estimateImages() {
        return images(estimates);
    }

    void write(Path file) throws IOException {
        long[] shape = {references.length, references[0][0].length, CHANNELS};
        Weights arrays = new Weights.Builder()
                .add("references", shape, interleaved(references))
                .add("estimates", shape, interleaved(estimates))
                .build();
        new Safetensors(Map.of(), arrays).write(file);
    }

    private static SourceImages images(float[][][] signals) {
        double[][][] images = new double[signals.length][CHANNELS][signals[0][0].length];
        for (int k = 0; k < images.length; k++) {
            for (int c = 0; c < CHANNELS; c++) {
                for (int i = 0; i < images[k][c].length; i++) {
                    images[k][c][i] = signals[k][c][i];
                }
            }
        }
        return new SourceImages(images);
    }

    private static float[] interleaved(float[][][] signals) {
        int samples = signals[0][0].length;
        float[] flat = new float[signals.length * samples * CHANNELS];
        for (int k = 0; k < signals.length; k++) {
            for (int c = 0; c < CHANNELS; c++) {
                for (int i = 0; i < samples; i++) {
                    flat[(k * samples + i) * CHANNELS + c] = signals[k][c][i];
                }
            }
        }
        return flat;
    }
}
