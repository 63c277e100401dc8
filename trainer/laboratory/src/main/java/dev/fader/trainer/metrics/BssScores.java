package dev.fader.trainer.metrics;

import dev.fader.schemas.notation.Decibels;
import java.util.Arrays;

/**
 * What BSS Eval says about some sources in one stretch, all in dB, (K). A ratio without a denominator is infinite; where
 * the metrics are not defined, all are NaN.
 *
 * @param sdr source to distortion
 * @param isr image to spatial distortion; NaN in the version for sources, which allows any filter
 * @param sir source to interference
 * @param sar source to artifacts
 */
@SuppressWarnings("ArrayRecordComponent") // a result to read, never compared
public record BssScores(double[] sdr, double[] isr, double[] sir, double[] sar) {

    /** Scores of sources for which none can be given. */
    public static BssScores undefined(int sources) {
        double[] nan = new double[sources];
        Arrays.fill(nan, Double.NaN);
        return new BssScores(nan, nan, nan, nan);
    }

    /** Version 3 for images: any change of the source is distortion. */
    static BssScores images(ImageEnergies[] energies) {
        BssScores scores = empty(energies.length);
        for (int k = 0; k < energies.length; k++) {
            ImageEnergies e = energies[k];
            scores.sdr[k] = ratioDb(e.target(), e.error());
            scores.isr[k] = ratioDb(e.target(), e.spatial());
            scores.sir[k] = ratioDb(e.own(), e.interference());
            scores.sar[k] = ratioDb(e.all(), e.artifacts());
        }
        return scores;
    }

    /** The version for sources: a filtered source is no distortion. */
    static BssScores sources(ImageEnergies[] energies) {
        BssScores scores = empty(energies.length);
        for (int k = 0; k < energies.length; k++) {
            ImageEnergies e = energies[k];
            scores.sdr[k] = ratioDb(e.own(), e.foreign());
            scores.isr[k] = Double.NaN;
            scores.sir[k] = ratioDb(e.own(), e.interference());
            scores.sar[k] = ratioDb(e.all(), e.artifacts());
        }
        return scores;
    }

    private static BssScores empty(int sources) {
        return new BssScores(new double[sources], new double[sources], new double[sources], new double[sources]);
    }

    private static double ratioDb(double signal, double noise) {
        return noise == 0 ? Double.POSITIVE_INFINITY : Decibels.ofPower(signal / noise);
    }
}
