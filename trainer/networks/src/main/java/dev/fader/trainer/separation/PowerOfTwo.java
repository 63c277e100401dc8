package dev.fader.trainer.separation;

/**
 * Scaling that rounds nothing. A network scales with its input but for the ε of its normalisation, which drowns a very quiet
 * one; so each is brought to one level first, and its result back.
 */
public final class PowerOfTwo {

    private PowerOfTwo() {}

    /** The power of two that brings the root mean square of a signal nearest below 1; 1 for silence. */
    public static float raisingToOne(float[] signal) {
        double squares = 0;
        for (float sample : signal) {
            squares += (double) sample * sample;
        }
        double rms = Math.sqrt(squares / signal.length);
        // within what a float's exponent holds, both ways
        return rms > 0 ? Math.scalb(1f, Math.clamp(-1 - Math.getExponent(rms), -100, 100)) : 1;
    }

    public static void multiply(float[] signal, float scale) {
        for (int i = 0; i < signal.length; i++) {
            signal[i] *= scale;
        }
    }
}
