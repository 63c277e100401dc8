package dev.fader.trainer.training;

import dev.fader.trainer.training.TrainingConfig.LearningRate;

/**
 * What validations have found so far.
 *
 * @param bestSdrDb of the best weights, which lie in a file of their own; −∞ before there are any
 * @param stale validations since then
 * @param reductions how often the learning rate was lowered since nothing better came
 * @param waited validations without anything better since it was lowered last
 */
record Standing(double bestSdrDb, int stale, int reductions, int waited) {

    /** Before the first validation. */
    static final Standing NOTHING = new Standing(Double.NEGATIVE_INFINITY, 0, 0, 0);

    /** Where the best weights are gone: those of the next validation are the best. */
    Standing withoutBest() {
        return new Standing(Double.NEGATIVE_INFINITY, 0, reductions, waited);
    }

    boolean isBetter(double measuredDb) {
        return measuredDb > bestSdrDb;
    }

    /** After one more validation. */
    Standing after(double measuredDb, LearningRate rate) {
        if (isBetter(measuredDb)) {
            return new Standing(measuredDb, 0, reductions, 0);
        }
        return rate.lowersAfter(waited + 1)
                ? new Standing(bestSdrDb, stale + 1, reductions + 1, 0)
                : new Standing(bestSdrDb, stale + 1, reductions, waited + 1);
    }
}
