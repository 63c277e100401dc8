package dev.fader.trainer.audio;

import dev.fader.schemas.notation.Decibels;
import dev.fader.schemas.remix.Loudness;
import java.util.Arrays;

/**
 * Loudness of a stream: ITU-R BS.1770-4 integrated loudness and true peak, EBU Tech 3342 loudness range. Not safe for
 * threads.
 */
public final class LoudnessMeter {

    private static final double ABSOLUTE_GATE = -70;
    private static final double INTEGRATED_GATE = -10;
    private static final double RANGE_GATE = -20;
    private static final int MOMENTARY_STEPS = 4;
    private static final int LOW_FREQUENCY = 3;
    private static final double SIDE_WEIGHT = 1.41;
    private static final int SHORT_TERM_STEPS = 30;

    private final KWeighting[] weightings;
    private final double[] channelWeights;
    private final TruePeak[] peaks;
    private final int stepFrames;
    private double[] steps = new double[1024];
    private int stepCount;
    private double energy;
    private int framesInStep;

    public LoudnessMeter(int sampleRateHz, int channels) {
        this.stepFrames = Math.max(1, Math.round(sampleRateHz / 10f));
        this.weightings = new KWeighting[channels];
        this.peaks = new TruePeak[channels];
        for (int c = 0; c < channels; c++) {
            weightings[c] = new KWeighting(sampleRateHz);
            peaks[c] = new TruePeak();
        }
        this.channelWeights = channelWeights(channels);
    }

    /**
     * Channels at the sides count 1.5 dB more, the low-frequency one not at all (BS.1770-4, tables 3 and 4); from five
     * channels on they are taken for the usual ones of so many, in FFmpeg's order.
     */
    private static double[] channelWeights(int channels) {
        double[] weights = new double[channels];
        Arrays.fill(weights, 1);
        if (channels >= 6) {
            weights[LOW_FREQUENCY] = 0;
        }
        if (channels >= 5) {
            // 5.0 and 5.1 end with those at the sides, and so do 6.1 and 7.1, after those at the back
            Arrays.fill(weights, channels - 2, channels, SIDE_WEIGHT);
        }
        return weights;
    }

    /** Takes the next frames in. */
    public void add(double[][] planar, int offset, int count) {
        for (int done = 0; done < count; ) {
            int some = Math.min(count - done, stepFrames - framesInStep);
            for (int c = 0; c < weightings.length; c++) {
                energy += channelWeights[c] * weightings[c].energy(planar[c], offset + done, some);
                peaks[c].add(planar[c], offset + done, some);
            }
            framesInStep += some;
            done += some;
            if (framesInStep == stepFrames) {
                if (stepCount == steps.length) {
                    steps = Arrays.copyOf(steps, 2 * stepCount);
                }
                steps[stepCount++] = energy / stepFrames;
                energy = 0;
                framesInStep = 0;
            }
        }
    }

    /** What was measured so far; integrated loudness takes 0.4 s at least. */
    public Loudness result() {
        double[] momentary = windows(MOMENTARY_STEPS);
        double threshold = loudness(meanAbove(momentary, ABSOLUTE_GATE)) + INTEGRATED_GATE;
        double integrated = loudness(meanAbove(momentary, Math.max(threshold, ABSOLUTE_GATE)));
        double truePeak = 0;
        for (TruePeak peak : peaks) {
            truePeak = Math.max(truePeak, peak.peak());
        }
        return Loudness.measured(integrated, decibels(truePeak), range());
    }

    /** Between the 10th and the 95th percentile of what lies above the gates. */
    private double range() {
        double[] shortTerm = windows(SHORT_TERM_STEPS);
        double threshold = loudness(meanAbove(shortTerm, ABSOLUTE_GATE)) + RANGE_GATE;
        double gate = Math.max(threshold, ABSOLUTE_GATE);
        double[] loud = Arrays.stream(shortTerm)
                .map(LoudnessMeter::loudness)
                .filter(level -> level >= gate)
                .sorted()
                .toArray();
        if (loud.length == 0) {
            return 0;
        }
        return loud[(int) Math.round(0.95 * (loud.length - 1))] - loud[(int) Math.round(0.10 * (loud.length - 1))];
    }

    /** Mean energies of windows of so many steps, one beginning at each step. */
    private double[] windows(int length) {
        double[] windows = new double[Math.max(0, stepCount - length + 1)];
        for (int i = 0; i < windows.length; i++) {
            for (int j = i; j < i + length; j++) {
                windows[i] += steps[j] / length;
            }
        }
        return windows;
    }

    private static double meanAbove(double[] energies, double gate) {
        return Arrays.stream(energies)
                .filter(value -> loudness(value) >= gate)
                .average()
                .orElse(0);
    }

    private static double loudness(double energy) {
        return energy <= 0 ? Double.NEGATIVE_INFINITY : -0.691 + Decibels.ofPower(energy);
    }

    private static double decibels(double amplitude) {
        return amplitude <= 0 ? Double.NEGATIVE_INFINITY : Decibels.ofAmplitude(amplitude);
    }
}
