package dev.fader.trainer.evaluation;

import dev.fader.trainer.evaluation.RemixRule.Parts;
import dev.fader.trainer.metrics.BssEval;
import dev.fader.trainer.metrics.BssScores;
import dev.fader.trainer.metrics.LoudnessDifference;
import dev.fader.trainer.metrics.RemixQuality;
import dev.fader.trainer.metrics.SourceImages;
import dev.fader.trainer.metrics.StemLevels;
import java.util.Arrays;

/** Measures one excerpt over the gain grid. */
final class SongEvaluation {

    /** The record divides by this for every K. */
    private static final double RECORD_SOURCES = 4;

    private final SongExcerpt excerpt;
    private final Separator separator;
    private final RemixRule rule;
    private final StemLevels levels;
    private final double[] mixtureLevels;
    private final SegmentedSeparation separation;
    private final Parts atUnity;
    private final double[] target;
    private final double[] remix;

    SongEvaluation(SongExcerpt excerpt, Separator separator, RemixRule rule) {
        this.excerpt = excerpt;
        this.separator = separator;
        this.rule = rule;
        this.levels = new StemLevels(excerpt.stems());
        this.mixtureLevels = levels.in(excerpt.mixture());
        this.separation = new SegmentedSeparation(separator);
        this.atUnity = rule.parts(excerpt.mixture(), separation.separate(excerpt.mixture(), excerpt.plan()));
        this.target = new double[excerpt.mixture().length];
        this.remix = new double[target.length];
    }

    SongScores scores() {
        double[] ratios = GainGrid.ratios();
        int sources = excerpt.stems().length;
        double[][] minSdr = new double[sources][ratios.length];
        double[][] ld = new double[sources][ratios.length];
        double[][] ldRecord = new double[sources][ratios.length];
        double[][] minSdrNothing = new double[sources][ratios.length];
        double[][] ldNothing = new double[sources][ratios.length];
        int withoutLevel = 0;
        for (int k = 0; k < sources; k++) {
            for (int g = 0; g < ratios.length; g++) {
                double change = ratios[g] - 1;
                Signals.addScaled(excerpt.mixture(), change, excerpt.stems()[k], target);
                remix(k, ratios[g], remix);
                double[] wanted = levels.in(target);
                LoudnessDifference difference = LoudnessDifference.between(wanted, levels.in(remix));
                minSdr[k][g] = RemixQuality.of(target, remix).minSdrDb();
                ld[k][g] = difference.db();
                ldRecord[k][g] = sum(difference.perSourceDb()) / RECORD_SOURCES;
                withoutLevel += difference.withoutLevel();
                minSdrNothing[k][g] = RemixQuality.of(target, excerpt.mixture()).minSdrDb();
                ldNothing[k][g] =
                        LoudnessDifference.between(wanted, mixtureLevels).db();
            }
        }
        return new SongScores(
                excerpt.name(),
                minSdr,
                ld,
                ldRecord,
                minSdrNothing,
                ldNothing,
                withoutLevel,
                separation(atUnity.sources()));
    }

    /** The network's remix of the excerpt when one source is moved by an amplitude ratio. */
    double[] remix(int k, double ratio) {
        double[] result = new double[excerpt.mixture().length];
        remix(k, ratio, result);
        return result;
    }

    private void remix(int k, double ratio, double[] result) {
        Parts parts = separator.seesGains() ? partsFor(k, ratio) : atUnity;
        Signals.addScaled(parts.base(), ratio - 1, parts.sources()[k], result);
    }

    private Parts partsFor(int k, double ratio) {
        float[] gains = new float[excerpt.stems().length];
        Arrays.fill(gains, 1);
        gains[k] = (float) ratio;
        return rule.parts(excerpt.mixture(), separation.separate(excerpt.mixture(), excerpt.plan(), gains));
    }

    private SongScores.Separation separation(double[][] estimates) {
        BssScores scores = BssEval.of(SourceImages.mono(excerpt.stems()), SourceImages.mono(estimates))
                .images();
        return new SongScores.Separation(scores.sdr(), scores.isr(), scores.sir(), scores.sar());
    }

    /** Sources without a level are left out; NaN if none has one. */
    private static double sum(double[] perSourceDb) {
        double[] numbers =
                Arrays.stream(perSourceDb).filter(value -> !Double.isNaN(value)).toArray();
        return numbers.length == 0 ? Double.NaN : Arrays.stream(numbers).sum();
    }
}
