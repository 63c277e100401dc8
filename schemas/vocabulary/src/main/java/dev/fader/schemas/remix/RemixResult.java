package dev.fader.schemas.remix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a remix made; the JSON in {@code result.result}. Contract: {@code schema/remix-result-v1.json}.
 *
 * @param outputs one per variant, in their order
 * @param computeSeconds wall time of the attempt that made it, without waiting for its turn at the network
 * @param device what ran the network, such as {@code cpu} or {@code cuda:0}
 * @param preview of a preview only
 */
public record RemixResult(
        List<RemixOutput> outputs,
        double computeSeconds,
        String device,
        ModelRef model,
        @Nullable PreviewPassage preview) {

    public RemixResult {
        outputs = List.copyOf(outputs);
    }

    /** Whether a threshold was crossed, so that a person should listen. */
    public boolean needsReview() {
        return outputs.stream().anyMatch(output -> !output.quality().review().isEmpty());
    }
}
