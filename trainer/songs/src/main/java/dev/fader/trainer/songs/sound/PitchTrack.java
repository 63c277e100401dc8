package dev.fader.trainer.songs.sound;

/**
 * The pitch of a voice, by normalised autocorrelation every 10 ms (after Boersma 1993, without his path search).
 *
 * @param periods frames of one period, 0 where nothing is voiced
 * @param hop frames between two values
 */
public record PitchTrack(double[] periods, int hop) {

    private static final double HOP_SECONDS = 0.01;
    private static final double LOWEST_HZ = 75;
    private static final double HIGHEST_HZ = 900;
    /** How like itself a voiced sound is one period later. */
    private static final double VOICED = 0.75;
    /** A shorter period is taken for the right one unless a longer one fits so much better. */
    private static final double OCTAVE_COST = 0.04;

    private static final double QUIET = 0.03;
    private static final int COARSE = 4;

    /** @param sound one channel */
    public static PitchTrack of(float[] sound, int rateHz) {
        // periods are found well enough in every fourth frame, and sixteen times as fast
        float[] coarse = new float[sound.length / COARSE];
        for (int i = 0; i < coarse.length; i++) {
            for (int k = 0; k < COARSE; k++) {
                coarse[i] += sound[COARSE * i + k] / COARSE;
            }
        }
        int hop = (int) (HOP_SECONDS * rateHz / COARSE);
        int longest = (int) (rateHz / COARSE / LOWEST_HZ);
        int shortest = (int) (rateHz / COARSE / HIGHEST_HZ);
        double[] periods = new double[Math.max(0, (coarse.length - 2 * longest) / hop)];
        double loudest = 0;
        for (float sample : coarse) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        for (int h = 0; h < periods.length; h++) {
            periods[h] = COARSE * period(coarse, h * hop, longest, shortest, QUIET * loudest);
        }
        return new PitchTrack(periods, COARSE * hop);
    }

    /** Of what lies between {@code from} and two longest periods later. */
    private static double period(float[] sound, int from, int longest, int shortest, double quiet) {
        double energy = energy(sound, from, longest);
        if (energy < quiet * quiet * longest) {
            return 0;
        }
        double[] likeness = new double[longest + 1];
        double later = energy(sound, from + shortest - 1, longest);
        double best = VOICED;
        int period = 0;
        for (int lag = shortest; lag < longest; lag++) {
            later += square(sound[from + lag + longest - 1]) - square(sound[from + lag - 1]);
            double product = 0;
            for (int i = from; i < from + longest; i++) {
                product += sound[i] * sound[i + lag];
            }
            likeness[lag] = product / Math.sqrt(energy * later + 1e-20);
            double cost = OCTAVE_COST * Math.log((double) lag / shortest) / Math.log(2);
            if (likeness[lag] - cost > best) {
                best = likeness[lag] - cost;
                period = lag;
            }
        }
        if (period <= shortest || likeness[period] < likeness[period - 1] || likeness[period] < likeness[period + 1]) {
            return 0;
        }
        double before = likeness[period - 1];
        double after = likeness[period + 1];
        double bend = before - 2 * likeness[period] + after;
        return bend >= 0 ? period : period + 0.5 * (before - after) / bend;
    }

    private static double energy(float[] sound, int from, int count) {
        double energy = 0;
        for (int i = from; i < from + count; i++) {
            energy += square(sound[i]);
        }
        return energy;
    }

    private static double square(double x) {
        return x * x;
    }
}
