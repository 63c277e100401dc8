package dev.fader.schemas.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trial found of a model, which is registered.
 *
 * @param model its SHA-256
 * @param alias that names it now; null where that name was another's, and stays so
 * @param architecture of a network of ours, or the format of a model made elsewhere
 * @param secondsPerChunk what one of its chunks took on the worker that tried it
 * @param timesRealtime how many seconds of sound a second separates
 * @param residualDb what the sum of its sources leaves of noise, in dB of it
 */
public record TrialResult(
        String model,
        @Nullable String alias,
        String architecture,
        List<String> sources,
        int sampleRateHz,
        double secondsPerChunk,
        double timesRealtime,
        double residualDb,
        String device) {

    public TrialResult {
        sources = List.copyOf(sources);
    }
}
