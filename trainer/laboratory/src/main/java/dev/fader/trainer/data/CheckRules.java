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

    private static final double LOSSLESS_TOLERANCE_DB = -30;

    /** Each AAC stream has errors of its own. */
    private static final double AAC_TOLERANCE_DB = -12;

    static double toleranceFor(DatasetLayout layout) {
        return layout == DatasetLayout.MUSDB18 ? AAC_TOLERANCE_DB : LOSSLESS_TOLERANCE_DB;
    }
}
