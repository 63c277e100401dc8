package dev.fader.trainer.experiment;

import dev.fader.trainer.training.TrainingConfig;

/**
 * One network of an experiment.
 *
 * @param name of its run, such as {@code slakh-k4-model1-1to1-s1}
 * @param data name of the training set
 * @param measurement how it is measured
 */
record Trial(String name, String data, Measurement measurement, TrainingConfig training) {}
