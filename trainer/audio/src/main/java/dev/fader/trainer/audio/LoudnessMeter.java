package dev.fader.trainer.audio;

import dev.fader.schemas.notation.Decibels;
import dev.fader.schemas.remix.Loudness;
import java.util.Arrays;
import java.util.Optional;

/**
 * Loudness of a stream: ITU-R BS.1770-4 integrated loudness and true peak, EBU Tech 3342 loudness range. Not safe for
 * threads.
 */
public final class LoudnessMeter {

    private static final double ABSOLUTE_GATE = -70;
    private static final double INTEGRATED_GATE = -10;
    private static final double RANGE_GATE = -20;
    private static final int MOMENTARY_STEPS = 4;
    private static final int SHORT_TERM_STEPS = 30;

    private final KWeighting[] weightings;
    private final double[] channelWeights;
    private final TruePeak[] peaks;
    private final int stepFrames;
    private double[] steps = new double[1024];
    private int stepCount;
    private double energy;
    private int framesInStep;

    /** Why a sound has no loudness: nothing is made up then. */
    public enum Unmeasurable {
        /** Less than the 0.4 s that a first measurement takes. */
        TOO_SHORT,
        /** Never as loud as −70 LUFS, below which nothing counts. */
        TOO_QUIET
    }

    /** With the usual layout of so many channels. */
    public LoudnessMeter(int sampleRateHz, int channels) {
        this(sampleRateHz, channels, "");
    }

    /** @param channelLayout as {@link AudioFormat#channelLayout} names it: what a channel counts depends on its place */
    public LoudnessMeter(int sampleRateHz, int channels, String channelLayout) {
        this.stepFrames = Math.max(1, Math.round(sampleRateHz / 10f));
        this.weightings = new KWeighting[channels];
        this.peaks = new TruePeak[channels];
        for (int c = 0; c < channels; c++) {
            weightings[c] = new KWeighting(sampleRateHz);
            peaks[c] = new TruePeak();
        }
        this.channelWeights = ChannelWeights.of(channelLayout, channels);
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

    /** Why there is no integrated loudness of what was measured so far, if there is none. */
    public Optional<Unmeasurable> unmeasurable() {
        double[] momentary = windows(MOMENTARY_STEPS);
        if (momentary.length == 0) {
            return Optional.of(Unmeasurable.TOO_SHORT);
        }
        return Arrays.stream(momentary).noneMatch(energy -> loudness(energy) >= ABSOLUTE_GATE)
                ? Optional.of(Unmeasurable.TOO_QUIET)
                : Optional.empty();
    }

    /** What was measured so far; integrated loudness takes 0.4 s at least, and its range 3 s. */
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

    /** Between the 10th and the 95th percentile of what lies above the gates; not a number if nothing does. */
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
            return Double.NaN;
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
