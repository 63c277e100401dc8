package dev.fader.trainer.mixer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.mixer.MlpMixer.Pooling;
import dev.fader.trainer.objective.TrainingPrograms;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MlpMixerTest {

    private static final int T = 24;
    private static final int I = 3;
    private static final int O = 4;

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void theWeightsAreThoseOfAMixerWrittenDownInPlainJava(Pooling pooling) {
        MlpMixer mixer = new MlpMixer(4, 2, 0, pooling);
        Random random = new Random(11);
        Program program = MixerPrograms.mixing(new MixerShape(mixer, T, I, O), Parameters.NAMED);
        Weights.Builder drawn = new Weights.Builder();
        program.parameters().forEach(parameter -> {
            float[] values = new float[parameter.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] =
                        (float) (0.4 * random.nextGaussian() + (parameter.name().endsWith("gamma") ? 1 : 0));
            }
            drawn.add(parameter.name(), parameter.dims(), values);
        });
        Weights weights = drawn.build();
        float[] x = new float[2 * I * T];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }

        Map<String, float[]> found = run(program, weights, x);

        for (int b = 0; b < 2; b++) {
            double[][] expected = PlainMixer.weights(weights, x, b, I, O, T, mixer);
            for (int i = 0; i < I; i++) {
                for (int o = 0; o < O; o++) {
                    assertThat((double) found.get(MixerPrograms.WEIGHTS)[(b * I + i) * O + o])
                            .isCloseTo(expected[i][o], within(1e-4));
                }
            }
            for (int o = 0; o < O; o++) {
                for (int t = 0; t < T; t++) {
                    double y = 0;
                    for (int i = 0; i < I; i++) {
                        y += x[(b * I + i) * T + t] * expected[i][o];
                    }
                    assertThat((double) found.get(MixerPrograms.SOURCES)[(b * O + o) * T + t])
                            .isCloseTo(y, within(1e-3));
                }
            }
        }
    }

    @Test
    void thePapersMixersHaveAsManyParametersAsItsWidthsSay() {
        for (int layers : new int[] {8, 16}) {
            for (int inputs : new int[] {2, 4, 12, 18, 20}) {
                MixerShape shape = new MixerShape(MlpMixer.paper(layers, 0.2), MixerShape.PAPER_SEGMENT, inputs, 8);

                long counted = MixerPrograms.mixing(shape, Parameters.NAMED).parameterCount();

                long tokens = 1 << 11; // D_T = T / F
                long channels = inputs * 128L; // D_C = (2 + C)·F
                long token = 2 * (tokens * tokens + tokens);
                long channel = 2 * (channels * channels + channels);
                long norms = 2 * 2 * channels;
                long head = tokens * inputs * 8 + inputs * 8L;
                assertThat(counted).isEqualTo(layers * (token + channel + norms) + head);
            }
        }
    }

    @Test
    void aOneByOneConvolutionHasAWeightForEachPairOfChannels() {
        MixerShape shape = new MixerShape(new TimeInvariant(), MixerShape.PAPER_SEGMENT, 20, 8);

        assertThat(MixerPrograms.mixing(shape, Parameters.FLAT).parameterCount())
                .isEqualTo(160);
    }

    @Test
    void onlyTrainingDropsAnything() {
        MixerShape shape = new MixerShape(new MlpMixer(4, 1, 0.2, Pooling.CHANNELS), T, I, O);

        TrainingPrograms programs = MixerPrograms.training(shape);
        assertThat(programs.training().statements()).contains("torch.dropout");
        assertThat(programs.evaluation().statements()).doesNotContain("torch.dropout");
        assertThat(MixerPrograms.mixing(shape, Parameters.NAMED).statements()).doesNotContain("torch.dropout");
    }

    @Test
    void aSegmentThatCannotBeFoldedIsRefused() {
        assertThatThrownBy(() -> new MixerShape(new MlpMixer(7, 1, 0, Pooling.CHANNELS), T, I, O))
                .hasMessageContaining("24 samples cannot be folded by 7");
    }

    private static Map<String, float[]> run(Program program, Weights weights, float[] x) {
        try (NDManager manager = Torch.manager(Device.cpu());
                TorchProgram compiled = TorchProgram.load(program, weights, Device.cpu())) {
            TorchProgram.Results results =
                    compiled.call(Map.of(MixerPrograms.INPUTS, manager.create(x, new Shape(2, I, T))));
            return Map.of(
                    MixerPrograms.WEIGHTS, results.get(MixerPrograms.WEIGHTS).toFloatArray(),
                    MixerPrograms.SOURCES, results.get(MixerPrograms.SOURCES).toFloatArray());
        }
    }
}
