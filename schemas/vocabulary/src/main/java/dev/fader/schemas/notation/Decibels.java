package dev.fader.schemas.notation;

/** Levels in dB and the ratios that they stand for. */
public final class Decibels {

    private Decibels() {}

    /** The ratio of amplitudes; −∞ dB is 0. */
    public static double toAmplitude(double decibels) {
        return Math.pow(10, decibels / 20);
    }

    /** A ratio of amplitudes in dB. */
    public static double ofAmplitude(double ratio) {
        return 20 * Math.log10(ratio);
    }

    /** A ratio of powers or energies in dB. */
    public static double ofPower(double ratio) {
        return 10 * Math.log10(ratio);
    }
}
