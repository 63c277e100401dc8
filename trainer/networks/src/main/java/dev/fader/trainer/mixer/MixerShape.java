package dev.fader.trainer.mixer;

/**
 * A mixer's network.
 *
 * @param weigher how weights are found
 * @param segment T, samples that share their weights
 * @param inputs I
 * @param outputs O
 */
public record MixerShape(Weigher weigher, int segment, int inputs, int outputs) {

    /** The paper's segment: 6 s at 44.1 kHz. */
    public static final int PAPER_SEGMENT = 1 << 18;

    public MixerShape {
        if (segment < 4 || segment % 4 != 0) {
            throw new IllegalArgumentException(
                    "a segment must be a multiple of 4 samples, since segments overlap by three quarters, not "
                            + segment);
        }
        weigher.requireSegment(segment);
    }

    /** For so many channels. */
    public static MixerShape of(Weigher weigher, int segment, MixerInputs channels) {
        return new MixerShape(weigher, segment, channels.inputs(), channels.outputs());
    }
}
