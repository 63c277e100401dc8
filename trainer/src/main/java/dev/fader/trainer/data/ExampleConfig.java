package dev.fader.trainer.data;

/**
 * How examples are drawn.
 *
 * @param segmentSeconds length of an example
 * @param crossSongShare share of examples whose sources come from different songs
 * @param gainRangeDb target gains are uniform within ± this, per source and example (paper: 12)
 * @param levelRangeDb each source's own level is changed uniformly within ± this before mixing
 */
public record ExampleConfig(double segmentSeconds, double crossSongShare, double gainRangeDb, double levelRangeDb) {}
