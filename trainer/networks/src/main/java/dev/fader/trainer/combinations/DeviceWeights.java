package dev.fader.trainer.combinations;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.kernels.Addresses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Where a separator's {@linkplain PreparedWeights weights} lie on the device, as long as their manager is open. */
record DeviceWeights(Normed bottleneck, List<Block> blocks, Masks masks) {

    /** @see PreparedWeights.Normed */
    record Normed(long weight, long sums, long constant) {}

    /** @see PreparedWeights.Block */
    record Block(
            long input,
            long inputBias,
            float inputSlope,
            long gamma,
            long beta,
            long depthwise,
            long depthwiseBias,
            float depthwiseSlope,
            Normed output) {}

    /** @see PreparedWeights.Masks */
    record Masks(float slope, long weight, long bias) {}

    static DeviceWeights of(PreparedWeights weights, NDManager manager, Addresses addresses) {
        Upload upload = new Upload(manager, addresses);
        return new DeviceWeights(
                upload.normed(weights.bottleneck()),
                weights.blocks().stream().map(upload::block).toList(),
                new Masks(
                        weights.masks().slope(),
                        upload.halves(weights.masks().weight()),
                        upload.floats(weights.masks().bias())));
    }

    private record Upload(NDManager manager, Addresses addresses) {

        Block block(PreparedWeights.Block block) {
            return new Block(
                    halves(block.input()),
                    floats(block.inputBias()),
                    block.inputSlope(),
                    floats(block.gamma()),
                    floats(block.beta()),
                    floats(block.depthwise()),
                    floats(block.depthwiseBias()),
                    block.depthwiseSlope(),
                    normed(block.output()));
        }

        Normed normed(PreparedWeights.Normed normed) {
            return new Normed(halves(normed.weight()), floats(normed.sums()), floats(normed.constant()));
        }

        long floats(float[] values) {
            return addresses.of(manager.create(values));
        }

        /** The kernels know which halves they are; the engine need not. */
        long halves(short[] values) {
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect(values.length * Short.BYTES).order(ByteOrder.nativeOrder());
            bytes.asShortBuffer().put(values);
            return addresses.of(manager.create(bytes, new Shape(values.length), DataType.FLOAT16));
        }
    }
}
