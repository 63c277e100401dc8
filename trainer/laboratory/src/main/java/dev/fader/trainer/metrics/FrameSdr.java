package dev.fader.trainer.metrics;

import dev.fader.schemas.notation.Decibels;
import java.util.Arrays;

/**
 * The SDR of museval 0.4.1 in one frame. It needs none of the distortion filters that SIR and SAR need: with what they
 * split put together again it is {@code 10 log10(Σ s² / Σ (ŝ − s)²)} over all channels, so that songs can be measured as
 * they are read.
 */
public final class FrameSdr {

    private FrameSdr() {}

    /**
     * @param references (K, C, L)
     * @param estimates of the same shape
     * @return by source, (K), in dB; infinite for a perfect estimate; all NaN where the channels of some reference or
     *     estimate sum to zero at every sample, as museval has it
     */
    public static double[] of(float[][][] references, float[][][] estimates) {
        double[] sdr = new double[references.length];
        if (anySilent(references) || anySilent(estimates)) {
            Arrays.fill(sdr, Double.NaN);
            return sdr;
        }
        for (int k = 0; k < sdr.length; k++) {
            double signal = 0;
            double noise = 0;
            for (int c = 0; c < references[k].length; c++) {
                float[] s = references[k][c];
                float[] e = estimates[k][c];
                for (int i = 0; i < s.length; i++) {
                    double missed = (double) e[i] - s[i];
                    signal += (double) s[i] * s[i];
                    noise += missed * missed;
                }
            }
            sdr[k] = noise == 0 ? Double.POSITIVE_INFINITY : Decibels.ofPower(signal / noise);
        }
        return sdr;
    }

    /**
     * SiSEC's value of a song: the median over frames side by side that have one.
     *
     * @param references (K, L)
     * @param estimates of the same shape
     * @param samples of a frame; a shorter song is one frame, and what follows the last whole one is left out
     * @return by source, (K), in dB; NaN where no frame has a value
     */
    public static double[] medians(double[][] references, double[][] estimates, int samples) {
        int length = references[0].length;
        int frame = Math.min(samples, length);
        double[][] track = new double[references.length][length / frame];
        for (int t = 0; t < length / frame; t++) {
            double[] values = of(cut(references, t * frame, frame), cut(estimates, t * frame, frame));
            for (int k = 0; k < values.length; k++) {
                track[k][t] = values[k];
            }
        }
        return Arrays.stream(track).mapToDouble(FramedScores::median).toArray();
    }

    private static float[][][] cut(double[][] signals, int from, int count) {
        float[][][] cut = new float[signals.length][1][count];
        for (int k = 0; k < signals.length; k++) {
            for (int i = 0; i < count; i++) {
                cut[k][0][i] = (float) signals[k][from + i];
            }
        }
        return cut;
    }

    private static boolean anySilent(float[][][] sources) {
        return Arrays.stream(sources).anyMatch(FrameSdr::isSilent);
    }

    private static boolean isSilent(float[][] channels) {
        for (int i = 0; i < channels[0].length; i++) {
            double sum = 0;
            for (float[] channel : channels) {
                sum += channel[i];
            }
            if (sum != 0) {
                return false;
            }
        }
        return true;
    }
}
