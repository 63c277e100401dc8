package dev.fader.trainer.data;

/**
 * Plays samples faster or slower, and so higher or lower (Ko and others 2015, "Audio augmentation for speech recognition": speed
 * perturbation), by a windowed sinc (Smith and Gossett 1984) that takes away what lies a tenth or more
 * above half of the lower rate.
 */
final class SpeedChange {

    /** Zero crossings of the sinc to either side. */
    private static final int CROSSINGS = 32;

    /** Places between two samples for which the sinc is computed; between them it is interpolated. */
    private static final int PHASES = 512;

    private final double speed;
    /** Samples to either side that a result depends on. */
    private final int reach;
    /** By phase and tap. */
    private final float[][] kernels;

    /** @param speed 1: as it is; 1.1: a tenth faster */
    SpeedChange(double speed) {
        this.speed = speed;
        double cutoff = Math.min(1, 1 / speed);
        this.reach = (int) Math.ceil(CROSSINGS / cutoff);
        this.kernels = new float[PHASES + 1][2 * reach];
        for (int phase = 0; phase <= PHASES; phase++) {
            for (int tap = 0; tap < 2 * reach; tap++) {
                double t = tap - (reach - 1) - (double) phase / PHASES;
                kernels[phase][tap] = (float) (cutoff * sinc(cutoff * t) * window(t / reach));
            }
        }
    }

    /** How many samples it takes for so many, at the fastest. */
    static int samplesFor(int samples, double fastest) {
        int reach = (int) Math.ceil(CROSSINGS * Math.max(1, fastest));
        return (int) Math.ceil(samples * fastest) + 2 * reach;
    }

    /** @param samples {@link #samplesFor} so many. @return {@code count} samples */
    float[] apply(float[] samples, int count) {
        float[] changed = new float[count];
        for (int i = 0; i < count; i++) {
            double at = reach - 1 + i * speed;
            int whole = (int) at;
            double phase = (at - whole) * PHASES;
            int below = (int) phase;
            float share = (float) (phase - below);
            float[] kernel = kernels[below];
            float[] next = kernels[below + 1];
            float sum = 0;
            int first = whole - (reach - 1);
            for (int tap = 0; tap < kernel.length; tap++) {
                sum += samples[first + tap] * (kernel[tap] + share * (next[tap] - kernel[tap]));
            }
            changed[i] = sum;
        }
        return changed;
    }

    private static double sinc(double t) {
        return t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
    }

    /** Blackman's. @param t −1 to 1 */
    private static double window(double t) {
        return Math.abs(t) >= 1 ? 0 : 0.42 + 0.5 * Math.cos(Math.PI * t) + 0.08 * Math.cos(2 * Math.PI * t);
    }
}
