package dev.fader.trainer.evaluation;

import dev.fader.trainer.evaluation.RemixRule.Parts;
import dev.fader.trainer.metrics.BssEval;
import dev.fader.trainer.metrics.BssScores;
import dev.fader.trainer.metrics.LoudnessDifference;
import dev.fader.trainer.metrics.RemixQuality;
import dev.fader.trainer.metrics.Silence;
import dev.fader.trainer.metrics.SourceImages;
import dev.fader.trainer.metrics.StemLevels;
import java.util.Arrays;

/** Measures one excerpt over the gain grid, by any rule of remixing: its separation serves them all. */
final class SongEvaluation {

    /** The record divides by this for every K. */
    private static final double RECORD_SOURCES = 4;

    private final SongExcerpt excerpt;
    private final Separator separator;
    private final int[] sounding;
    private final StemLevels levels;
    private final SegmentedSeparation separation;
    private final double[][] atUnity;

    SongEvaluation(SongExcerpt excerpt, Separator separator) {
        this.excerpt = excerpt;
        this.separator = separator;
        this.sounding = Silence.in(excerpt.mixture()).sounding(excerpt.stems());
        this.levels = new StemLevels(ofSounding(excerpt.stems()));
        this.separation = new SegmentedSeparation(separator);
        this.atUnity = separation.separate(excerpt.mixture(), excerpt.plan());
    }

    SongScores scores(RemixRule rule) {
        double[] ratios = GainGrid.ratios();
        int sources = excerpt.stems().length;
        double[][] minSdr = undefined(sources, ratios.length);
        double[][] ld = undefined(sources, ratios.length);
        double[][] ldRecord = undefined(sources, ratios.length);
        double[][] minSdrNothing = undefined(sources, ratios.length);
        double[][] ldNothing = undefined(sources, ratios.length);
        int withoutLevel = 0;
        Parts parts = rule.parts(excerpt.mixture(), atUnity);
        for (int k : sounding) {
            MovedSource moved = moved(k, parts.base(), parts.sources()[k]);
            MovedSource nothing = moved(k, excerpt.mixture(), new double[excerpt.mixture().length]);
            for (int g = 0; g < ratios.length; g++) {
                double change = ratios[g] - 1;
                // at 0 dB nothing is moved, whatever the estimate
                if (separator.seesGains() && change != 0) {
                    Parts seeing = partsFor(rule, k, ratios[g]);
                    moved = moved(k, seeing.base(), seeing.sources()[k]);
                }
                LoudnessDifference difference = moved.loudnessDifference(change);
                minSdr[k][g] = moved.minSdrDb(change);
                ld[k][g] = difference.db();
                ldRecord[k][g] = sum(difference.perSourceDb()) / RECORD_SOURCES;
                withoutLevel += difference.withoutLevel();
                minSdrNothing[k][g] = nothing.minSdrDb(change);
                ldNothing[k][g] = nothing.loudnessDifference(change).db();
            }
        }
        return new SongScores(
                excerpt.name(),
                minSdr,
                ld,
                ldRecord,
                minSdrNothing,
                ldNothing,
                sources - sounding.length,
                withoutLevel,
                ofMixture(),
                separation(parts.sources()));
    }

    /** The network's remix of the excerpt when one source is moved by an amplitude ratio. */
    double[] remix(RemixRule rule, int k, double ratio) {
        double[] result = new double[excerpt.mixture().length];
        Parts parts = separator.seesGains() ? partsFor(rule, k, ratio) : rule.parts(excerpt.mixture(), atUnity);
        Signals.addScaled(parts.base(), ratio - 1, parts.sources()[k], result);
        return result;
    }

    private MovedSource moved(int k, double[] base, double[] estimate) {
        return new MovedSource(levels, excerpt.mixture(), excerpt.stems()[k], base, estimate);
    }

    private Parts partsFor(RemixRule rule, int k, double ratio) {
        float[] gains = new float[excerpt.stems().length];
        Arrays.fill(gains, 1);
        gains[k] = (float) ratio;
        return rule.parts(excerpt.mixture(), separation.separate(excerpt.mixture(), excerpt.plan(), gains));
    }

    /** Of the sources that can be heard; the others are no references, and interfere with none. */
    private SongScores.Separation separation(double[][] estimates) {
        if (sounding.length == 0) {
            return new SongScores.Separation(spread(), spread(), spread(), spread());
        }
        BssScores scores = BssEval.of(
                        SourceImages.mono(ofSounding(excerpt.stems())), SourceImages.mono(ofSounding(estimates)))
                .images();
        return new SongScores.Separation(
                spread(scores.sdr()), spread(scores.isr()), spread(scores.sir()), spread(scores.sar()));
    }

    private double[] ofMixture() {
        return spread(Arrays.stream(sounding)
                .mapToDouble(k ->
                        RemixQuality.of(excerpt.stems()[k], excerpt.mixture()).sdrDb())
                .toArray());
    }

    /** Each value to its source, (K); NaN to those that are silent. @param values of the others, in their order */
    private double[] spread(double... values) {
        double[] all = undefined(1, excerpt.stems().length)[0];
        for (int i = 0; i < values.length; i++) {
            all[sounding[i]] = values[i];
        }
        return all;
    }

    private double[][] ofSounding(double[][] signals) {
        return Arrays.stream(sounding).mapToObj(k -> signals[k]).toArray(double[][]::new);
    }

    private static double[][] undefined(int rows, int columns) {
        double[][] table = new double[rows][columns];
        for (double[] row : table) {
            Arrays.fill(row, Double.NaN);
        }
        return table;
    }

    /** Sources without a level are left out; NaN if none has one. */
    private static double sum(double[] perSourceDb) {
        double[] numbers =
                Arrays.stream(perSourceDb).filter(value -> !Double.isNaN(value)).toArray();
        return numbers.length == 0 ? Double.NaN : Arrays.stream(numbers).sum();
    }
}
