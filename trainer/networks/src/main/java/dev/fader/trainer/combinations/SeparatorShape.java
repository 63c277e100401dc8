package dev.fader.trainer.combinations;

import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.graph.Precision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Conv-TasNet's separator is compiled for, and how its kernels are laid out over a GPU: conv_tasnet.cu computes the same.
 *
 * @param network that {@linkplain #misfit fits}
 */
record SeparatorShape(ConvTasNet network, Precision precision) {

    /**
     * Of frames that a block of threads of the kernel of products takes, and chunks that are under way: of 64 or 128 and 2 or 3
     * these were the fastest for the paper's network on an H100, where two of its blocks have room beside each other.
     */
    private static final int FRAMES_OF_PRODUCTS = 64;

    private static final int CHUNKS_UNDER_WAY = 2;

    /** Of frames that a block of threads of the kernel of masks takes. */
    private static final int FRAMES_OF_MASKS = 64;

    private static final int THREADS_OF_MASKS = 256;
    /** Of frames that a thread of the depthwise convolution takes, a dilation apart, and of such chains in a block. */
    private static final int FRAMES_OF_A_CHAIN = 8;

    private static final int CHAINS_OF_A_BLOCK = 4;

    /** Of which a block of the depthwise convolution has as many threads as a GPU allows. */
    private static final int MOST_HIDDEN = 2048;

    /** What a weights' chunk is wide, and what is aligned to it, in bytes. */
    private static final int CHUNK_BYTES = 128;

    /** What a warp leaves of sums and squares, once while moments are found and once when they are left. */
    private static final int SCRATCH_BYTES_OF_A_WARP = 2 * 2 * Float.BYTES;

    private static final int THREADS_OF_A_WARP = 32;
    private static final int HALF_BYTES = 2;

    /** Why a network's sizes are none of those that the kernels are written for; empty: they are. */
    static Optional<String> misfit(ConvTasNet network) {
        if (network.gainConditioned()) {
            return Optional.of("its separator sees the gains");
        }
        if (network.hidden() % 128 != 0 || network.hidden() > MOST_HIDDEN) {
            return Optional.of("hidden is %d, no multiple of 128 up to %d".formatted(network.hidden(), MOST_HIDDEN));
        }
        if (network.bottleneck() % 64 != 0 || network.skip() % 64 != 0 || network.filters() % 64 != 0) {
            return Optional.of("bottleneck, skip and filters are %d, %d and %d, not all multiples of 64"
                    .formatted(network.bottleneck(), network.skip(), network.filters()));
        }
        if ((network.bottleneck() + network.skip()) % 128 != 0) {
            return Optional.of("bottleneck and skip are %d together, no multiple of 128"
                    .formatted(network.bottleneck() + network.skip()));
        }
        if (network.blockKernel() > 9) {
            return Optional.of("blockKernel is %d, above 9".formatted(network.blockKernel()));
        }
        if (network.sources() > 8) {
            return Optional.of("it has %d sources, more than 8".formatted(network.sources()));
        }
        return Optional.empty();
    }

    /** The macros of the source. */
    Map<String, Integer> macros() {
        Map<String, Integer> macros = new LinkedHashMap<>();
        macros.put("FRAMES", FRAMES_OF_PRODUCTS);
        macros.put("STAGES", CHUNKS_UNDER_WAY);
        macros.put("HIDDEN", network.hidden());
        macros.put("BOTTLENECK", network.bottleneck());
        macros.put("SKIP", network.skip());
        macros.put("TAPS", network.blockKernel());
        macros.put("SOURCES", network.sources());
        macros.put("FILTERS", network.filters());
        macros.put(
                "MASKS",
                switch (network.maskActivation()) {
                    case SOFTMAX -> 0;
                    case SIGMOID -> 1;
                    case RELU -> 2;
                });
        macros.put("BFLOAT16", precision == Precision.BF16 ? 1 : 0);
        return macros;
    }

    /** Y + S, residual and skip path beside each other. */
    int paths() {
        return network.bottleneck() + network.skip();
    }

    int blocks() {
        return network.repeats() * network.blocks();
    }

    int dilation(int block) {
        return 1 << block % network.blocks();
    }

    /** T of L samples. */
    int frames(long samples) {
        return Math.toIntExact((samples - network.kernel()) / network.stride() + 1);
    }

    /** Blocks of threads of a product over an example, and sums that each example gets of it. */
    int productBlocks(int frames) {
        return Math.ceilDiv(frames, FRAMES_OF_PRODUCTS);
    }

    int productThreads() {
        return 4 * FRAMES_OF_PRODUCTS;
    }

    int productSharedBytes() {
        int weights = Math.max(paths(), 2 * network.bottleneck());
        return CHUNKS_UNDER_WAY * (FRAMES_OF_PRODUCTS + weights) * CHUNK_BYTES
                + FRAMES_OF_PRODUCTS * network.bottleneck() * HALF_BYTES
                + scratchBytes(productThreads());
    }

    /** Blocks of threads of a depthwise convolution over an example, and sums that each example gets of it. */
    int depthwiseBlocks(int frames, int block) {
        int dilation = dilation(block);
        int chains = Math.ceilDiv(frames, FRAMES_OF_A_CHAIN * dilation) * dilation;
        return Math.ceilDiv(chains, CHAINS_OF_A_BLOCK);
    }

    /** The most of any. */
    int mostDepthwiseBlocks(int frames) {
        int most = 0;
        for (int block = 0; block < network.blocks(); block++) {
            most = Math.max(most, depthwiseBlocks(frames, block));
        }
        return most;
    }

    int depthwiseThreads() {
        return network.hidden() / 2;
    }

    int depthwiseSharedBytes() {
        return scratchBytes(depthwiseThreads());
    }

    private static int scratchBytes(int threads) {
        return threads / THREADS_OF_A_WARP * SCRATCH_BYTES_OF_A_WARP;
    }

    int maskBlocks(int frames) {
        return Math.ceilDiv(frames, FRAMES_OF_MASKS);
    }

    int maskThreads() {
        return THREADS_OF_MASKS;
    }

    int maskSharedBytes() {
        return 2 * network.sources() * 32 * network.skip() * HALF_BYTES + FRAMES_OF_MASKS * network.skip() * HALF_BYTES;
    }
}
