package dev.fader.trainer.evaluation;

import dev.fader.schemas.notation.Decibels;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The gains of the paper's evaluation: one source at a time by −24…+24 dB in steps of 3 dB. */
public final class GainGrid {

    private static final int STEPS = 8;
    private static final double STEP_DB = 3;

    private GainGrid() {}

    /** In dB, rising. */
    public static double[] decibels() {
        return IntStream.rangeClosed(-STEPS, STEPS)
                .mapToDouble(step -> step * STEP_DB)
                .toArray();
    }

    /** As amplitude ratios γ, rising. */
    public static double[] ratios() {
        return DoubleStream.of(decibels()).map(db -> Decibels.toAmplitude(db)).toArray();
    }
}
