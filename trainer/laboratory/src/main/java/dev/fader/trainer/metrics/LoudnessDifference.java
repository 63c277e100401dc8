package dev.fader.trainer.metrics;

import dev.fader.schemas.notation.Decibels;

/**
 * How far the levels of the sources inside an estimate are from those inside the target (paper, section 4.3).
 *
 * @param perSourceDb {@code |20·log10(p_k / p̂_k)|}; NaN where a coefficient is not positive, since that is no level
 * @param db mean over the sources that have a level; NaN if none has
 * @param withoutLevel how many sources have none
 */
@SuppressWarnings("ArrayRecordComponent") // a result to read, never compared
public record LoudnessDifference(double[] perSourceDb, double db, int withoutLevel) {

    /**
     * @param wanted least-squares coefficients p of the target on the stems, (K)
     * @param found those of the estimate, p̂, (K)
     */
    public static LoudnessDifference between(double[] wanted, double[] found) {
        double[] perSource = new double[wanted.length];
        double sum = 0;
        int withoutLevel = 0;
        for (int k = 0; k < wanted.length; k++) {
            if (wanted[k] > 0 && found[k] > 0) {
                perSource[k] = Math.abs(Decibels.ofAmplitude(wanted[k] / found[k]));
                sum += perSource[k];
            } else {
                perSource[k] = Double.NaN;
                withoutLevel++;
            }
        }
        int counted = wanted.length - withoutLevel;
        return new LoudnessDifference(perSource, counted == 0 ? Double.NaN : sum / counted, withoutLevel);
    }
}
