package dev.fader.trainer.mixer;

import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.mixer.MlpMixer.Pooling;

/** The paper's section 3.2 index by index, in double precision. */
final class PlainMixer {

    private final Weights weights;

    private PlainMixer(Weights weights) {
        this.weights = weights;
    }

    /** @return W of example b, (I, O) */
    static double[][] weights(Weights weights, float[] x, int b, int inputs, int outputs, int samples, MlpMixer mixer) {
        int tokens = samples / mixer.fold();
        double[][] z = new double[tokens][inputs * mixer.fold()];
        for (int i = 0; i < inputs; i++) {
            for (int f = 0; f < mixer.fold(); f++) {
                for (int t = 0; t < tokens; t++) {
                    z[t][i * mixer.fold() + f] = x[(b * inputs + i) * samples + f * tokens + t];
                }
            }
        }
        PlainMixer plain = new PlainMixer(weights);
        for (int n = 0; n < mixer.layers(); n++) {
            z = plain.layer("layers." + n + ".", z);
        }
        double[] pooled = pooled(z, mixer.pooling());
        double[] flat = plain.connected("head.", pooled);
        double[][] w = new double[inputs][outputs];
        for (int i = 0; i < inputs; i++) {
            System.arraycopy(flat, i * outputs, w[i], 0, outputs);
        }
        return w;
    }

    private static double[] pooled(double[][] z, Pooling pooling) {
        double[] pooled = new double[pooling == Pooling.CHANNELS ? z.length : z[0].length];
        for (int t = 0; t < z.length; t++) {
            for (int c = 0; c < z[0].length; c++) {
                if (pooling == Pooling.CHANNELS) {
                    pooled[t] += z[t][c] / z[0].length;
                } else {
                    pooled[c] += z[t][c] / z.length;
                }
            }
        }
        return pooled;
    }

    private double[][] layer(String name, double[][] z) {
        double[][] normed = norm(name + "token.norm.", z);
        double[][] u = new double[z.length][z[0].length];
        for (int c = 0; c < z[0].length; c++) {
            double[] column = new double[z.length];
            for (int t = 0; t < z.length; t++) {
                column[t] = normed[t][c];
            }
            double[] mixed = connected(name + "token.out.", gelu(connected(name + "token.in.", column)));
            for (int t = 0; t < z.length; t++) {
                u[t][c] = z[t][c] + mixed[t];
            }
        }
        double[][] out = norm(name + "channel.norm.", u);
        for (int t = 0; t < z.length; t++) {
            double[] mixed = connected(name + "channel.out.", gelu(connected(name + "channel.in.", out[t])));
            for (int c = 0; c < mixed.length; c++) {
                out[t][c] = u[t][c] + mixed[c];
            }
        }
        return out;
    }

    private double[][] norm(String name, double[][] z) {
        float[] gamma = weights.get(name + "gamma").data();
        float[] beta = weights.get(name + "beta").data();
        double[][] normed = new double[z.length][z[0].length];
        for (int t = 0; t < z.length; t++) {
            double mean = 0;
            double squares = 0;
            for (double value : z[t]) {
                mean += value / z[t].length;
            }
            for (double value : z[t]) {
                squares += (value - mean) * (value - mean) / z[t].length;
            }
            for (int c = 0; c < z[t].length; c++) {
                normed[t][c] = (z[t][c] - mean) / Math.sqrt(squares + 1e-5) * gamma[c] + beta[c];
            }
        }
        return normed;
    }

    private double[] connected(String name, double[] x) {
        float[] weight = weights.get(name + "weight").data();
        float[] bias = weights.get(name + "bias").data();
        double[] y = new double[bias.length];
        for (int o = 0; o < y.length; o++) {
            y[o] = bias[o];
            for (int i = 0; i < x.length; i++) {
                y[o] += weight[o * x.length + i] * x[i];
            }
        }
        return y;
    }

    private static double[] gelu(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * normalBelow(x[i]);
        }
        return y;
    }

    /** The normal distribution function, by Simpson's rule. */
    private static double normalBelow(double x) {
        int steps = 2_000;
        double h = x / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double factor = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += factor * Math.exp(-0.5 * i * h * i * h);
        }
        return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
    }
}
