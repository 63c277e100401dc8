package dev.fader.trainer.catalogue;

import dev.fader.schemas.notation.Decibels;
import dev.fader.schemas.remix.Gain;
import dev.fader.trainer.metrics.RemixQuality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * How near a remix is to the true one.
 *
 * @param file the input's name
 * @param minSdrDb of the remix against the sum of the stems at their new levels
 * @param minSdrDoNothingDb of the untouched input against the same
 * @param sameLength whether the remix has the input's length, to the sample
 */
public record Score(String file, double minSdrDb, double minSdrDoNothingDb, boolean sameLength) {

    /** @param gains by source; sources not named keep their level */
    static Score of(Path input, Path output, Path stems, Map<String, Gain> gains) throws IOException {
        Recording before = Recording.read(input);
        Recording after = Recording.read(output);
        if (after.sampleRateHz() != before.sampleRateHz() || after.samples().length != before.samples().length) {
            throw new IOException("%s has %d channels at %d Hz, but %s has %d at %d Hz"
                    .formatted(
                            output,
                            after.samples().length,
                            after.sampleRateHz(),
                            input,
                            before.samples().length,
                            before.sampleRateHz()));
        }
        Recording truth = truth(stems, gains).atRate(before.sampleRateHz()).withChannels(before.samples().length);
        int frames = Math.min(truth.frames(), Math.min(before.frames(), after.frames()));
        double[] target = truth.inOneRow(frames);
        return new Score(
                String.valueOf(input.getFileName()),
                RemixQuality.of(target, after.inOneRow(frames)).minSdrDb(),
                RemixQuality.of(target, before.inOneRow(frames)).minSdrDb(),
                before.frames() == after.frames());
    }

    /** {@code x + Σ (γ_k − 1) s_k}, so that only the stems that change are read. */
    private static Recording truth(Path stems, Map<String, Gain> gains) throws IOException {
        Recording truth = Recording.read(stems.resolve("mixture.wav"));
        for (Map.Entry<String, Gain> gain : gains.entrySet()) {
            float change = (float) (Decibels.toAmplitude(gain.getValue().db()) - 1);
            Recording stem = Recording.read(stems.resolve(gain.getKey() + ".wav"));
            for (int c = 0; c < truth.samples().length; c++) {
                for (int i = 0; i < truth.frames(); i++) {
                    truth.samples()[c][i] += change * stem.samples()[c][i];
                }
            }
        }
        return truth;
    }
}
