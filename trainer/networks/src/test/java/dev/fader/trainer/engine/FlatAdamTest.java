package dev.fader.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FlatAdamTest {

    private static final Offset<Double> CLOSE = within(1e-5);
    private static final double RATE = 0.1;

    /** Algorithm 2 of Loshchilov and Hutter 2019, with a schedule of 1, in double precision. */
    private static double[] adamW(double[] start, double[][] gradients, double decay) {
        double[] weights = start.clone();
        double[] m = new double[start.length];
        double[] v = new double[start.length];
        for (int t = 1; t <= gradients.length; t++) {
            for (int i = 0; i < weights.length; i++) {
                double g = gradients[t - 1][i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                double mean = m[i] / (1 - Math.pow(0.9, t));
                double square = v[i] / (1 - Math.pow(0.999, t));
                weights[i] -= RATE * (mean / (Math.sqrt(square) + 1e-8) + decay * weights[i]);
            }
        }
        return weights;
    }

    @Test
    void weightsDecayApartFromTheGradient() {
        double[] start = {1, -2, 0.5, 30};
        double[][] gradients = {{0.3, -0.1, 2, 0}, {-0.2, 0.4, 1, 0}, {0.1, 0.1, -3, 0}};
        for (double decay : new double[] {0, 0.01, 0.5}) {
            double[] expected = adamW(start, gradients, decay);

            float[] found = stepped(start, gradients, decay);

            for (int i = 0; i < expected.length; i++) {
                assertThat((double) found[i]).isCloseTo(expected[i], CLOSE);
            }
        }
        assertThat((double) stepped(start, gradients, 0.5)[3]).isCloseTo(30 * Math.pow(0.95, 3), CLOSE);
    }

    private static float[] stepped(double[] start, double[][] gradients, double decay) {
        try (NDManager manager = Torch.manager(Device.cpu())) {
            NDArray weights = manager.create(floats(start));
            FlatAdam adam = new FlatAdam(manager, AdamState.fresh(start.length), decay);
            for (double[] gradient : gradients) {
                adam.step(weights, manager.create(floats(gradient)), RATE);
            }
            return weights.toFloatArray();
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
