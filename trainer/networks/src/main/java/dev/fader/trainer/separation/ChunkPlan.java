package dev.fader.trainer.separation;

/**
 * How a long signal is cut, in samples of the network's rate. A chunk is {@code context + hop + fade + context} long;
 * what the network says about the context is thrown away, and neighbours are cross-faded.
 *
 * @param hop distance of two chunks
 * @param fade overlap of two chunks' results
 * @param context samples to either side that a result may depend on
 * @param fixed whether the network takes chunks of no other length
 */
public record ChunkPlan(int hop, int fade, int context, boolean fixed) {

    public ChunkPlan {
        if (hop < fade || fade < 1 || context < 0) {
            throw new IllegalArgumentException("a chunk needs 1 ≤ fade ≤ hop and context ≥ 0");
        }
    }

    /** Of a length that may be another. */
    public ChunkPlan(int hop, int fade, int context) {
        this(hop, fade, context, false);
    }

    /** A chunk for each window of a network that {@linkplain dev.fader.trainer.network.Network#windowSamples() has such}. */
    static ChunkPlan ofWindows(int windowSamples, int context) {
        int fade = windowSamples / 4;
        return new ChunkPlan(windowSamples - 2 * context - fade, fade, context, true);
    }

    /**
     * Chunks of ten seconds, each faded into the next over two.
     *
     * @param context of the network, in samples; of Conv-TasNet's ten seconds a little more than seven count
     */
    public static ChunkPlan of(int sampleRateHz, int context) {
        int fade = 2 * sampleRateHz;
        return new ChunkPlan(Math.max(fade, 10 * sampleRateHz - 2 * context - fade), fade, context);
    }

    /** The same context and fade around half as much, if that can be, for when memory runs out. */
    public ChunkPlan halved() {
        return fixed ? this : new ChunkPlan(Math.max(fade, hop / 2), fade, context);
    }

    /** Samples that the network sees at once. */
    public int length() {
        return context + hop + fade + context;
    }
}
