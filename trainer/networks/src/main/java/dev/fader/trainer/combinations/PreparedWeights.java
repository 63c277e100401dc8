package dev.fader.trainer.combinations;

import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A separator's weights as its kernels read them. Matrices are halves, rows of outputs one after the other; all else is of 32
 * bits.
 *
 * @param bottleneck of N channels of the latent to both paths; nothing goes to the skip path
 */
record PreparedWeights(Normed bottleneck, List<Block> blocks, Masks masks) {

    /**
     * A 1×1 convolution of what a global layer norm makes of x, with the norm in it: {@code (w·x − mean·s)/deviation + k}.
     *
     * @param weight w, (Y + S, channels of x): the rows of the residual path, then those of the skip path
     * @param sums s, (Y + S), of what w is after rounding
     * @param constant k, (Y + S)
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
    record Normed(short[] weight, float[] sums, float[] constant) {}

    /**
     * @param input (H, Y)
     * @param inputBias (H)
     * @param gamma of the first norm, (H)
     * @param beta likewise
     * @param depthwise (P, H)
     * @param depthwiseBias (H)
     * @param output from H channels, with the second norm
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Block(
            short[] input,
            float[] inputBias,
            float inputSlope,
            float[] gamma,
            float[] beta,
            float[] depthwise,
            float[] depthwiseBias,
            float depthwiseSlope,
            Normed output) {}

    /** @param weight (K·N, S). @param bias (K·N). @param slope of the PReLU before */
    @SuppressWarnings("ArrayRecordComponent")
    record Masks(float slope, short[] weight, float[] bias) {}

    static PreparedWeights of(ConvTasNet network, Weights weights, Precision precision) {
        Preparation preparation = new Preparation(weights, precision);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < network.repeats() * network.blocks(); i++) {
            blocks.add(preparation.block("masker.TCN.%d.".formatted(i), network));
        }
        return new PreparedWeights(preparation.bottleneck(network), blocks, preparation.masks());
    }

    private record Preparation(Weights weights, Precision precision) {

        Normed bottleneck(ConvTasNet network) {
            String norm = "masker.bottleneck.0.";
            String convolution = "masker.bottleneck.1.";
            int paths = network.bottleneck() + network.skip();
            float[] weight = Arrays.copyOf(tensor(convolution + "weight"), paths * network.filters());
            return normed(norm, weight, Arrays.copyOf(tensor(convolution + "bias"), paths));
        }

        Block block(String name, ConvTasNet network) {
            String shared = name + "shared_block.";
            Normed output = normed(
                    shared + "5.",
                    joined(tensor(name + "res_conv.weight"), tensor(name + "skip_conv.weight")),
                    joined(tensor(name + "res_conv.bias"), tensor(name + "skip_conv.bias")));
            return new Block(
                    halves(tensor(shared + "0.weight")),
                    tensor(shared + "0.bias"),
                    tensor(shared + "1.weight")[0],
                    tensor(shared + "2.gamma"),
                    tensor(shared + "2.beta"),
                    transposed(tensor(shared + "3.weight"), network.hidden(), network.blockKernel()),
                    tensor(shared + "3.bias"),
                    tensor(shared + "4.weight")[0],
                    output);
        }

        Masks masks() {
            return new Masks(
                    tensor("masker.mask_net.0.weight")[0],
                    halves(tensor("masker.mask_net.1.weight")),
                    tensor("masker.mask_net.1.bias"));
        }

        private Normed normed(String norm, float[] weight, float[] bias) {
            float[] gamma = tensor(norm + "gamma");
            float[] beta = tensor(norm + "beta");
            short[] halves = new short[weight.length];
            float[] sums = new float[bias.length];
            float[] constant = new float[bias.length];
            for (int row = 0; row < bias.length; row++) {
                double sum = 0;
                double ofBeta = bias[row];
                for (int i = 0; i < gamma.length; i++) {
                    int at = row * gamma.length + i;
                    halves[at] = Halves.of(weight[at] * gamma[i], precision);
                    sum += Halves.toFloat(halves[at], precision);
                    ofBeta += (double) weight[at] * beta[i];
                }
                sums[row] = (float) sum;
                constant[row] = (float) ofBeta;
            }
            return new Normed(halves, sums, constant);
        }

        private short[] halves(float[] values) {
            short[] halves = new short[values.length];
            for (int i = 0; i < halves.length; i++) {
                halves[i] = Halves.of(values[i], precision);
            }
            return halves;
        }

        private float[] tensor(String name) {
            return weights.get(name).data();
        }

        private static float[] joined(float[] first, float[] second) {
            float[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }

        private static float[] transposed(float[] matrix, int rows, int columns) {
            float[] transposed = new float[matrix.length];
            for (int i = 0; i < matrix.length; i++) {
                transposed[i % columns * rows + i / columns] = matrix[i];
            }
            return transposed;
        }
    }
}
