package dev.fader.trainer.audio;

/**
 * Takes out what lies below hearing, a constant offset first of all, and moves nothing in time: a signal minus its mean
 * over a bell-shaped window. At 44.1 kHz −6 dB at 20 Hz, −1.7 dB at 30 Hz, −0.3 dB at 40 Hz. The phase of what stays is
 * untouched, so what a network hears in it can be taken from the unfiltered signal. Safe for threads.
 */
public final class SubsonicFilter {

    /** Three boxes after each other make the bell; each has its first zero at this frequency. */
    private static final double BOX_HZ = 54;

    private static final int BOXES = 3;

    /** Samples to either side of the middle of a box. */
    private final int half;

    public SubsonicFilter(int sampleRateHz) {
        this.half = Math.max(1, (int) Math.round((sampleRateHz / BOX_HZ - 1) / 2));
    }

    /** Samples to either side that a result depends on. */
    public int reach() {
        return BOXES * half;
    }

    /** The whole signal, with silence around it. @return new samples, as many */
    public float[] apply(float[] signal) {
        return apply(signal, 0, signal.length);
    }

    /** A part of a signal of which more is known. @return {@code count} new samples, of those from {@code begin} on */
    public float[] apply(float[] signal, int begin, int count) {
        double[] mean = new double[signal.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = signal[i];
        }
        for (int box = 0; box < BOXES; box++) {
            mean = box(mean);
        }
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = (float) (signal[begin + i] - mean[begin + i]);
        }
        return out;
    }

    private double[] box(double[] in) {
        double[] out = new double[in.length];
        int width = 2 * half + 1;
        double sum = 0;
        for (int i = 0; i < Math.min(half, in.length); i++) {
            sum += in[i];
        }
        for (int i = 0; i < in.length; i++) {
            sum += i + half < in.length ? in[i + half] : 0;
            sum -= i - half - 1 >= 0 ? in[i - half - 1] : 0;
            out[i] = sum / width;
        }
        return out;
    }
}
