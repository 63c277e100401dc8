package dev.fader.trainer.evaluation;

import java.util.Arrays;

/** Separates an excerpt segment by segment, as the record does, and fades the segments into one another. */
final class SegmentedSeparation {

    /** Segments that a network sees at once: a second of audio each, so memory stays small. */
    private static final int BATCH = 5;

    private final Separator separator;

    SegmentedSeparation(Separator separator) {
        this.separator = separator;
    }

    /**
     * @param gains amplitude ratios that the estimates are for, (K)
     * @return ŝ, (K, L)
     */
    double[][] separate(double[] mixture, SegmentPlan plan, float[] gains) {
        double[][] separated = new double[gains.length][mixture.length];
        for (int first = 0; first < plan.count(); first += BATCH) {
            float[][] segments = new float[Math.min(BATCH, plan.count() - first)][plan.length()];
            for (int b = 0; b < segments.length; b++) {
                for (int i = 0; i < plan.length(); i++) {
                    segments[b][i] = (float) mixture[plan.offset(first + b) + i];
                }
            }
            float[][][] estimates = separator.separate(segments, gains);
            for (int b = 0; b < segments.length; b++) {
                add(estimates[b], plan, first + b, separated);
            }
        }
        return separated;
    }

    /** Estimates for gains that leave everything as it is. */
    double[][] separate(double[] mixture, SegmentPlan plan) {
        float[] unity = new float[separator.sources().size()];
        Arrays.fill(unity, 1);
        return separate(mixture, plan, unity);
    }

    private static void add(float[][] estimates, SegmentPlan plan, int segment, double[][] separated) {
        int offset = plan.offset(segment);
        for (int i = 0; i < plan.length(); i++) {
            double weight = plan.weight(segment, i);
            for (int k = 0; k < estimates.length; k++) {
                separated[k][offset + i] += weight * estimates[k][i];
            }
        }
    }
}
