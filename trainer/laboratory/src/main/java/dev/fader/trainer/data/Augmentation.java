package dev.fader.trainer.data;

/**
 * What is done to the sources of an example before they are mixed, each by itself. The paper does nothing.
 *
 * @param levelRangeDb a source's level is changed uniformly within ± this
 * @param tiltRangeDb what lies above a corner between 300 Hz and 5 kHz is raised, and the rest lowered, by up to ± this
 * @param negatedShare share of sources whose polarity is turned, so that no sign can tell a source
 * @param absentShare share of examples in which some source is silent, as in passages of real songs
 */
public record Augmentation(double levelRangeDb, double tiltRangeDb, double negatedShare, double absentShare) {

    /** Sources as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0);

    public Augmentation {
        requireRange("levelRangeDb", levelRangeDb, 60);
        requireRange("tiltRangeDb", tiltRangeDb, 24);
        requireRange("negatedShare", negatedShare, 1);
        requireRange("absentShare", absentShare, 1);
    }

    private static void requireRange(String key, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException("%s must lie between 0 and %s, not be %s".formatted(key, most, value));
        }
    }
}
