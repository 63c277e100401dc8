package dev.fader.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.evaluation.RemixMetrics.LoudnessDifference;
import dev.fader.trainer.graph.Weights.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RemixMetricsTest {

    private static final Path REFERENCE = Path.of("src/test/resources/dev/fader/trainer/evaluation");
    private static final double TOLERANCE_DB = 1e-3;

    @Test
    void remixMetricsEqualTheReferenceImplementation() throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(REFERENCE.resolve("metrics_expected.json").toFile())
                .path("remix_mono");
        Safetensors signals = Safetensors.read(REFERENCE.resolve("metrics_signals.safetensors"));
        float[][] stems = mono(signals.tensors().get("references"));
        float[][] estimates = mono(signals.tensors().get("estimates"));
        double[] gains = new double[stems.length];
        for (int k = 0; k < gains.length; k++) {
            gains[k] = Math.pow(10, expected.path("gains_db").path(k).asDouble() / 20);
        }
        float[] target = mix(stems, gains);
        float[] remix = mix(estimates, gains);

        LoudnessDifference difference = RemixMetrics.loudnessDifference(stems, target, remix);

        assertThat(RemixMetrics.sdrDb(target, remix))
                .isCloseTo(expected.path("sdr").asDouble(), within(TOLERANCE_DB));
        assertThat(RemixMetrics.sdSdrDb(target, remix))
                .isCloseTo(expected.path("sd_sdr").asDouble(), within(TOLERANCE_DB));
        assertThat(RemixMetrics.minSdrDb(target, remix))
                .isCloseTo(expected.path("min_sdr").asDouble(), within(TOLERANCE_DB));
        assertThat(difference.db())
                .isCloseTo(expected.path("loudness_difference_db_mean").asDouble(), within(TOLERANCE_DB));
        assertThat(difference.withoutLevel()).isZero();
    }

    @Test
    void aSourceWithInvertedPolarityHasNoLevelAndIsCountedNotPrintedAsNaN() {
        float[][] stems = {{1, 0, 0}, {0, 1, 0}};

        LoudnessDifference difference =
                RemixMetrics.loudnessDifference(stems, new float[] {1, 2, 0}, new float[] {-1, 4, 0});

        assertThat(difference.withoutLevel()).isEqualTo(1);
        assertThat(difference.db()).isCloseTo(20 * Math.log10(2), within(1e-9));
    }

    /** Mean of the channels. @param tensor (K, L, C) */
    private static float[][] mono(Tensor tensor) {
        int sources = (int) tensor.dims()[0];
        int samples = (int) tensor.dims()[1];
        int channels = (int) tensor.dims()[2];
        float[][] mono = new float[sources][samples];
        for (int k = 0; k < sources; k++) {
            for (int i = 0; i < samples; i++) {
                for (int c = 0; c < channels; c++) {
                    mono[k][i] += tensor.data()[(k * samples + i) * channels + c] / channels;
                }
            }
        }
        return mono;
    }

    private static float[] mix(float[][] sources, double[] gains) {
        float[] mix = new float[sources[0].length];
        for (int i = 0; i < mix.length; i++) {
            double sum = 0;
            for (int k = 0; k < gains.length; k++) {
                sum += gains[k] * sources[k][i];
            }
            mix[i] = (float) sum;
        }
        return mix;
    }
}
