package dev.fader.trainer.data;

/**
 * Examples ready for the engine, row-major.
 *
 * @param mixture (B, 1, L)
 * @param sources (B, K, L)
 * @param gains amplitude ratios, (B, K)
 * @param description where each example comes from, to name a batch that fails
 */
@SuppressWarnings("ArrayRecordComponent") // a batch is its arrays; it is never compared
public record ExampleBatch(
        float[] mixture, float[] sources, float[] gains, int size, int sourceCount, int samples, String description) {}
