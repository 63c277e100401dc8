package dev.fader.trainer.data;

/**
 * How examples are drawn.
 *
 * @param segmentSeconds length of an example
 * @param drawing where the sources come from
 * @param crossSongShare share of examples whose sources come from different songs; only where {@code drawing} mixes
 * @param gainRangeDb target gains are uniform within ± this, per source and example (paper: 12)
 */
public record ExampleConfig(
        double segmentSeconds,
        ExcerptSampling drawing,
        double crossSongShare,
        double gainRangeDb,
        Augmentation augmentation) {

    public ExampleConfig {
        if (drawing != ExcerptSampling.MIXED && crossSongShare != 0) {
            throw new IllegalArgumentException(
                    "crossSongShare is %s, but %s takes all sources of an example from one song: make it 0"
                            .formatted(crossSongShare, drawing));
        }
    }

    /** Length of an example at a rate. */
    public int samples(int sampleRateHz) {
        return (int) Math.round(segmentSeconds * sampleRateHz);
    }

    /** The same with all sources present, so that each has an SDR. */
    public ExampleConfig complete() {
        Augmentation present = new Augmentation(
                augmentation.levelRangeDb(), augmentation.tiltRangeDb(), augmentation.negatedShare(), 0);
        return new ExampleConfig(segmentSeconds, drawing, crossSongShare, gainRangeDb, present);
    }
}
