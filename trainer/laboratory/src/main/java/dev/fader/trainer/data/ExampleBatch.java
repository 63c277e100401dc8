package dev.fader.trainer.data;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Examples ready for the engine, row-major.
 *
 * @param mixture (B, 1, L)
 * @param sources (B, K, L)
 * @param gains amplitude ratios, (B, K)
 * @param origins of each example, source by source
 */
@SuppressWarnings("ArrayRecordComponent") // a batch is its arrays; it is never compared
public record ExampleBatch(
        float[] mixture,
        float[] sources,
        float[] gains,
        int size,
        int sourceCount,
        int samples,
        List<List<DrawnSource>> origins) {

    /** Where each example comes from, to name a batch that fails. */
    public String description() {
        return origins.stream()
                .map(example -> example.stream().map(DrawnSource::toString).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
    }
}
