package dev.fader.trainer.mixer;

import dev.fader.trainer.graph.Weights;
import java.util.List;
import java.util.Map;

/** The plainest mixer, which needs no training: of each source the mean of what its separators estimate. */
public final class MeanMixer {

    /** Weights are the same in all segments, so that their length says only how much is mixed at once. */
    private static final int SEGMENT = 1 << 15;

    private MeanMixer() {}

    /**
     * A 1×1 convolution whose W is that mean, without the mixture.
     *
     * @param sources of the outputs
     * @throws IllegalArgumentException naming a source that no separator estimates
     */
    public static MixerFile of(List<MixedSeparator> separators, List<String> sources, int sampleRateHz) {
        MixerInputs channels = new MixerInputs(false, separators, sources, sampleRateHz);
        List<String> rows = separators.stream()
                .flatMap(separator -> separator.sources().stream())
                .toList();
        float[] w = new float[channels.inputs() * channels.outputs()];
        for (int k = 0; k < sources.size(); k++) {
            String source = sources.get(k);
            long estimates = rows.stream().filter(source::equals).count();
            if (estimates == 0) {
                throw new IllegalArgumentException(
                        "no separator estimates %s: what is estimated is %s".formatted(source, rows));
            }
            for (int row = 0; row < rows.size(); row++) {
                if (rows.get(row).equals(source)) {
                    for (int side = 0; side < 2; side++) {
                        w[(2 * row + side) * channels.outputs() + 2 * k + side] = 1f / estimates;
                    }
                }
            }
        }
        Weights weights = new Weights.Builder()
                .add("weight", new long[] {channels.inputs(), channels.outputs()}, w)
                .build();
        MixerShape shape = MixerShape.of(new TimeInvariant(), SEGMENT, channels);
        return new MixerFile(channels, shape, Map.of("training", "none: the mean of the estimates"), weights);
    }
}
