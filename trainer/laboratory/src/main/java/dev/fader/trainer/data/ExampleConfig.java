package dev.fader.trainer.data;

/**
 * How examples are drawn.
 *
 * @param segmentSeconds length of an example
 * @param crossSongShare share of examples whose sources come from different songs; only where {@code drawing} mixes
 * @param gainRangeDb target gains are uniform within ± this, per source and example (paper: 12)
 * @param levelRangeDb each source's own level is changed uniformly within ± this before mixing (paper: 0)
 * @param drawing where the sources come from
 */
public record ExampleConfig(
        double segmentSeconds,
        double crossSongShare,
        double gainRangeDb,
        double levelRangeDb,
        ExcerptSampling drawing) {

    public ExampleConfig {
        if (drawing != ExcerptSampling.MIXED && crossSongShare != 0) {
            throw new IllegalArgumentException(
                    "crossSongShare is %s, but %s takes all sources of an example from one song: make it 0"
                            .formatted(crossSongShare, drawing));
        }
    }

    /** Examples that are mixed across places and songs. */
    public ExampleConfig(double segmentSeconds, double crossSongShare, double gainRangeDb, double levelRangeDb) {
        this(segmentSeconds, crossSongShare, gainRangeDb, levelRangeDb, ExcerptSampling.MIXED);
    }
}
