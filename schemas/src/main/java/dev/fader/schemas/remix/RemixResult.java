package dev.fader.schemas.remix;

/**
 * What a remix made; the JSON in {@code result.result}. Contract: {@code schema/remix-result-v1.json}.
 *
 * @param computeSeconds wall time of the attempt that made it
 * @param device what ran the network, such as {@code cpu} or {@code cuda:0}
 */
public record RemixResult(
        StoredObject output,
        AudioProperties audio,
        double computeSeconds,
        String device,
        ModelRef model,
        Loudness loudnessIn,
        Loudness loudnessOut) {}
