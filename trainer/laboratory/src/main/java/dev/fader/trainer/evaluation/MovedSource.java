package dev.fader.trainer.evaluation;

import dev.fader.trainer.metrics.LoudnessDifference;
import dev.fader.trainer.metrics.RemixQuality;
import dev.fader.trainer.metrics.StemLevels;

/**
 * Remixes of one excerpt in which one source is moved: wanted is {@code x + c·s_k}, given is {@code base + c·estimate},
 * with {@code c = γ_k − 1}. Energies of both, of their difference, and their levels are polynomials in c, so that the
 * signals are read once for all gains.
 */
final class MovedSource {

    private final double mixtureEnergy;
    private final double mixtureWithStem;
    private final double stemEnergy;
    private final double baseError;
    private final double baseWithStemError;
    private final double stemError;
    private final double mixtureWithBaseError;
    private final double crossed;
    private final double stemWithStemError;
    private final double[] mixtureLevels;
    private final double[] stemLevels;
    private final double[] baseLevels;
    private final double[] estimateLevels;

    /**
     * @param stem s_k, by which the mixture x should change
     * @param base the remix at 0 dB
     * @param estimate by which it changes
     */
    MovedSource(StemLevels levels, double[] mixture, double[] stem, double[] base, double[] estimate) {
        double xx = 0;
        double xs = 0;
        double ss = 0;
        double bb = 0;
        double be = 0;
        double ee = 0;
        double xb = 0;
        double xeSb = 0;
        double se = 0;
        for (int i = 0; i < mixture.length; i++) {
            double x = mixture[i];
            double s = stem[i];
            double b = x - base[i];
            double e = s - estimate[i];
            xx += x * x;
            xs += x * s;
            ss += s * s;
            bb += b * b;
            be += b * e;
            ee += e * e;
            xb += x * b;
            xeSb += x * e + s * b;
            se += s * e;
        }
        mixtureEnergy = xx;
        mixtureWithStem = xs;
        stemEnergy = ss;
        baseError = bb;
        baseWithStemError = be;
        stemError = ee;
        mixtureWithBaseError = xb;
        crossed = xeSb;
        stemWithStemError = se;
        mixtureLevels = levels.in(mixture);
        stemLevels = levels.in(stem);
        baseLevels = base == mixture ? mixtureLevels : levels.in(base);
        estimateLevels = estimate == stem ? stemLevels : levels.in(estimate);
    }

    /** minSDR in dB. @param c γ_k − 1 */
    double minSdrDb(double c) {
        double energy = polynomial(c, mixtureEnergy, 2 * mixtureWithStem, stemEnergy);
        double error = polynomial(c, baseError, 2 * baseWithStemError, stemError);
        double withError = polynomial(c, mixtureWithBaseError, crossed, stemWithStemError);
        return RemixQuality.minSdrDb(energy, energy - withError, Math.max(0, error));
    }

    /** @param c γ_k − 1 */
    LoudnessDifference loudnessDifference(double c) {
        return LoudnessDifference.between(moved(mixtureLevels, c, stemLevels), moved(baseLevels, c, estimateLevels));
    }

    private static double polynomial(double c, double constant, double linear, double quadratic) {
        return constant + c * (linear + c * quadratic);
    }

    private static double[] moved(double[] base, double c, double[] change) {
        double[] levels = new double[base.length];
        Signals.addScaled(base, c, change, levels);
        return levels;
    }
}
