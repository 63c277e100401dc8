package dev.fader.trainer.report;

import java.util.Locale;

/**
 * A row of Table 1.
 *
 * @param train name of the training set
 * @param test name of the test set
 * @param sources K
 */
record TableOneRow(String train, String test, int sources) {

    /** The row of the paper's table that this one stands beside: the paper's data sets for those in their style. */
    TableOneRow inPaper() {
        return new TableOneRow(family(train), family(test), sources);
    }

    private static String family(String dataSet) {
        String name = dataSet.toLowerCase(Locale.ROOT);
        return name.contains("slakh") ? "Slakh" : name.contains("musdb") ? "MUSDB18" : dataSet;
    }

    String label() {
        return train + " → " + test + ", K = " + sources;
    }
}
