package dev.fader.trainer.foreign;

import dev.fader.schemas.notation.Decibels;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separation.Separator.Part;
import dev.fader.trainer.separation.Separator.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a separator must pass before anybody's songs do: it takes a chunk of the length and channels that its description says
 * and gives what that says, twice the same, with finite values, and no later than it says.
 *
 * @param secondsPerChunk what a chunk took
 * @param timesRealtime how many seconds of sound a second separates
 * @param residualDb what the sum of its sources leaves of the chunk, in dB of it
 */
public record SeparatorTrial(double secondsPerChunk, double timesRealtime, double residualDb) {

    /** A share of energy that floats do not tell from nothing. */
    private static final double LEAST = 1e-20;

    /** @throws IllegalArgumentException saying what it does not pass, with both sides */
    public static SeparatorTrial of(Separator separator) {
        var plan = separator.chunkPlan();
        float[][] mixture = mixture(plan.length());
        int sources = separator.sources().size();
        float[] ones = new float[sources];
        Arrays.fill(ones, 1);
        List<Row> rows = new ArrayList<>(IntStream.range(0, sources)
                .mapToObj(k -> {
                    float[] one = new float[sources];
                    one[k] = 1;
                    return new Row(one, ones);
                })
                .toList());
        long begin = System.nanoTime();
        float[] first = separator.combine(new Part(0, mixture), rows);
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (float value : first) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("it gives values that are not finite");
            }
        }
        float[] second = separator.combine(new Part(0, mixture), rows);
        for (int i = 0; i < first.length; i++) {
            if (Math.abs(first[i] - second[i]) > 1e-4f) {
                throw new IllegalArgumentException("it gives something else the second time: the same is expected");
            }
        }
        // without the rest, which is right wherever the others are
        double[] sum = new double[plan.length()];
        double[] mono = new double[plan.length()];
        int told = sources - (separator.hasRest() ? 1 : 0);
        for (int c = 0; c < mixture.length; c++) {
            for (int i = 0; i < sum.length; i++) {
                mono[i] += mixture[c][i];
                for (int k = 0; k < told; k++) {
                    sum[i] += first[(c * sources + k) * sum.length + i];
                }
            }
        }
        int margin = plan.context();
        checkDelay(mono, sum, margin);
        return new SeparatorTrial(
                seconds, (plan.hop() / (double) separator.sampleRateHz()) / seconds, residual(mono, sum, margin));
    }

    /** Two different channels of noise under a slow envelope: every delay but one is unlike it. */
    private static float[][] mixture(int samples) {
        Random random = new Random(11);
        float[][] mixture = new float[2][samples];
        for (int i = 0; i < samples; i++) {
            float common = (float) (0.1 * random.nextGaussian() * (1.2 + Math.sin(i / 5000.0)));
            for (float[] channel : mixture) {
                channel[i] = common + (float) (0.02 * random.nextGaussian());
            }
        }
        return mixture;
    }

    private static double residual(double[] mixture, double[] sum, int margin) {
        double left = 0;
        double all = 0;
        for (int i = margin; i < sum.length - margin; i++) {
            left += Math.pow(mixture[i] - sum[i], 2);
            all += mixture[i] * mixture[i];
        }
        return Decibels.ofPower(Math.max(left / all, LEAST));
    }

    private static void checkDelay(double[] mixture, double[] sum, int margin) {
        DelayMeter meter = new DelayMeter();
        meter.add(mixture, sum, margin, mixture.length - 2 * margin);
        int late = meter.samples();
        if (late != 0) {
            throw new IllegalArgumentException(
                    late > 0
                            ? "its output is %d samples later than its description says: add them to delaySamples"
                                    .formatted(late)
                            : "its output is %d samples earlier than its description says".formatted(-late));
        }
    }
}
