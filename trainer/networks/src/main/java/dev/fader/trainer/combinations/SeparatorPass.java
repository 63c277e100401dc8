package dev.fader.trainer.combinations;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.kernels.Addresses;
import dev.fader.trainer.kernels.Arguments;
import dev.fader.trainer.kernels.Kernel;
import dev.fader.trainer.kernels.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * The launches of a separator for so many examples and frames, and the memory between them: all of it is used again by
 * the next pass of this size.
 */
final class SeparatorPass implements AutoCloseable {

    private static final int PARTS = 2;
    /** Of 16 bits, which is all that counts here: DJL's native part ends the process when it is asked for a bfloat16. */
    private static final DataType HALF = DataType.FLOAT16;

    /** What a pass is made for. */
    record Size(int examples, int frames) {}

    private final SeparatorShape shape;
    private final Size size;
    private final DeviceWeights weights;
    private final NDManager manager;
    private final Kernel products;
    private final Kernel masks;
    private final List<Launch> blocks = new ArrayList<>();
    /** Residual and skip path, (B, T, Y + S) halves. */
    private final long paths;
    /** In a block before its depthwise convolution and after it, (B, T, H) halves. */
    private final long before;

    private final long after;
    /** Sums and sums of squares of parts of those, (B, parts, 2). */
    private final long sumsBefore;

    private final long sumsAfter;

    private record Launch(Kernel kernel, int gridX, int gridY, int threads, Arguments arguments) {

        void run() {
            kernel.launch(gridX, gridY, threads, arguments);
        }
    }

    /** @param parent of its memory's manager */
    SeparatorPass(
            SeparatorShape shape,
            Size size,
            DeviceWeights weights,
            Kernels kernels,
            NDManager parent,
            Addresses addresses) {
        this.shape = shape;
        this.size = size;
        this.weights = weights;
        this.products = kernels.kernel("products", shape.productSharedBytes());
        this.masks = kernels.kernel("masks", shape.maskSharedBytes());
        this.manager = parent.newSubManager();
        int hidden = shape.network().hidden();
        int frames = size.frames();
        try {
            this.paths = addresses.of(manager.create(new Shape(size.examples(), frames, shape.paths()), HALF));
            this.before = addresses.of(manager.create(new Shape(size.examples(), frames, hidden), HALF));
            this.after = addresses.of(manager.create(new Shape(size.examples(), frames, hidden), HALF));
            this.sumsBefore =
                    addresses.of(manager.create(new Shape(size.examples(), shape.productBlocks(frames), PARTS)));
            this.sumsAfter =
                    addresses.of(manager.create(new Shape(size.examples(), shape.mostDepthwiseBlocks(frames), PARTS)));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
        Kernel depthwise = kernels.kernel("depthwise", shape.depthwiseSharedBytes());
        for (int block = 0; block < shape.blocks(); block++) {
            blocks.add(depthwise(depthwise, block));
            blocks.add(products(
                    after,
                    hidden,
                    sumsAfter,
                    shape.depthwiseBlocks(frames, block),
                    weights.blocks().get(block).output(),
                    block + 1));
        }
    }

    boolean is(Size other) {
        return size.equals(other);
    }

    /**
     * @param latent (B, T, N) halves
     * @param moments sum and sum of squares of each latent, (B, 1, 2)
     * @param rows weights of the sources, (B, R, K)
     * @param sums R
     * @param masked gets the result, (B·R, T, N) halves
     */
    void run(long latent, long moments, long rows, int sums, long masked) {
        products(latent, shape.network().filters(), moments, 1, weights.bottleneck(), 0)
                .run();
        blocks.forEach(Launch::run);
        masks(latent, rows, sums, masked).run();
    }

    /**
     * Adds to both paths, and begins a block.
     *
     * @param x what is multiplied, of so many channels
     * @param sums of it
     * @param next the block that is begun: the first sets the paths, and after the last one there is none
     */
    private Launch products(long x, int channels, long sums, int parts, DeviceWeights.Normed normed, int next) {
        boolean last = next == shape.blocks();
        // what is not read is some address all the same
        DeviceWeights.Block block = weights.blocks().get(last ? next - 1 : next);
        Arguments arguments = new Arguments(16)
                .address(x)
                .integer(channels)
                .address(sums)
                .integer(parts)
                .address(normed.weight())
                .address(normed.sums())
                .address(normed.constant())
                .address(paths)
                .integer(next == 0 ? 1 : 0)
                .address(block.input())
                .address(block.inputBias())
                .real(block.inputSlope())
                .address(before)
                .address(sumsBefore)
                .integer(size.frames())
                .integer(last ? 1 : 0);
        return new Launch(
                products, shape.productBlocks(size.frames()), size.examples(), shape.productThreads(), arguments);
    }

    private Launch depthwise(Kernel depthwise, int index) {
        DeviceWeights.Block block = weights.blocks().get(index);
        Arguments arguments = new Arguments(12)
                .address(before)
                .address(sumsBefore)
                .integer(shape.productBlocks(size.frames()))
                .address(block.gamma())
                .address(block.beta())
                .address(block.depthwise())
                .address(block.depthwiseBias())
                .real(block.depthwiseSlope())
                .address(after)
                .address(sumsAfter)
                .integer(size.frames())
                .integer(shape.dilation(index));
        return new Launch(
                depthwise,
                shape.depthwiseBlocks(size.frames(), index),
                size.examples(),
                shape.depthwiseThreads(),
                arguments);
    }

    private Launch masks(long latent, long rows, int sums, long masked) {
        Arguments arguments = new Arguments(9)
                .address(paths)
                .address(weights.masks().weight())
                .address(weights.masks().bias())
                .real(weights.masks().slope())
                .address(latent)
                .address(rows)
                .integer(sums)
                .address(masked)
                .integer(size.frames());
        return new Launch(masks, shape.maskBlocks(size.frames()), size.examples(), shape.maskThreads(), arguments);
    }

    @Override
    public void close() {
        manager.close();
    }
}
