package dev.fader.trainer.graph;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A tensor of a network, trained or kept as a statistic: its name in the checkpoint, shape and initial distribution. */
public record Parameter(String name, Initializer initializer, long... dims) {

    /** Fills a tensor of the given shape before training starts. */
    @FunctionalInterface
    public interface Initializer {

        /** @param dims output channels, input channels per group, kernel (for a convolution) */
        void fill(float[] tensor, long[] dims, RandomGenerator random);

        static Initializer constant(double value) {
            return (tensor, dims, random) -> Arrays.fill(tensor, (float) value);
        }

        /** PyTorch's default for convolution weights and biases: uniform within ±1/√fanIn. */
        static Initializer uniformFanIn(long fanIn) {
            double bound = 1 / Math.sqrt(fanIn);
            return (tensor, dims, random) -> {
                for (int i = 0; i < tensor.length; i++) {
                    tensor[i] = (float) random.nextDouble(-bound, bound);
                }
            };
        }

        /** Uniform with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010), of a kernel of one to three axes. */
        static Initializer glorotUniform() {
            return (tensor, dims, random) -> {
                long receptive = dims.length > 2 ? dims[2] : 1;
                double bound = Math.sqrt(6.0 / (receptive * (dims[0] + dims[1])));
                for (int i = 0; i < tensor.length; i++) {
                    tensor[i] = (float) random.nextDouble(-bound, bound);
                }
            };
        }

        /** Rows of length 1 at right angles to each other (Saxe et al. 2014). @see OrthogonalRows */
        static Initializer orthogonal() {
            return (tensor, dims, random) -> OrthogonalRows.fill(tensor, (int) dims[0], (int) dims[1], random);
        }

        /** Normal with variance 2 / (fanIn + fanOut), as for the filterbanks of Conv-TasNet. */
        static Initializer xavierNormal() {
            return (tensor, dims, random) -> {
                long receptive = dims[2];
                double deviation = Math.sqrt(2.0 / (receptive * (dims[0] + dims[1])));
                for (int i = 0; i < tensor.length; i++) {
                    tensor[i] = (float) (random.nextGaussian() * deviation);
                }
            };
        }
    }

    public int size() {
        return Math.toIntExact(Arrays.stream(dims).reduce(1, Math::multiplyExact));
    }

    /** The name as a TorchScript attribute, which cannot hold dots. */
    String attribute() {
        return "p_" + name.replace('.', '_');
    }

    float[] initial(RandomGenerator random) {
        float[] tensor = new float[size()];
        initializer.fill(tensor, dims, random);
        return tensor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameter that && name.equals(that.name) && Arrays.equals(dims, that.dims);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
