package dev.fader.trainer.data;

import java.util.List;

/**
 * What a data set must keep to.
 *
 * @param sources that each song should have, in the order of the network
 * @param sampleRateHz of all stems; 0: whatever the song's first stem has
 * @param toleranceDb how far below the mixture the difference between it and its stems' sum must lie
 * @param minSeconds shortest song
 */
record CheckRules(List<String> sources, int sampleRateHz, double toleranceDb, double minSeconds) {

    /** Shares of a stem's energy below 20 Hz, from which it is remarked on, and from which it is a fault. */
    static final double MOST_BELOW_20_HZ = 0.01;

    static final double OFFSET_BELOW_20_HZ = 0.1;

    private static final double LOSSLESS_TOLERANCE_DB = -30;

    /** Each AAC stream has errors of its own. */
    private static final double AAC_TOLERANCE_DB = -12;

    /** What is asked of a data set that is like any other in its layout. */
    static CheckRules usual(DatasetLayout layout, List<String> sources) {
        return new CheckRules(sources, 0, toleranceFor(layout), 1);
    }

    static double toleranceFor(DatasetLayout layout) {
        return layout == DatasetLayout.MUSDB18 ? AAC_TOLERANCE_DB : LOSSLESS_TOLERANCE_DB;
    }
}
