package dev.fader.trainer.audio;

import dev.fader.schemas.notation.Decibels;

/**
 * The K-weighting filter of ITU-R BS.1770-4, annex 1: a shelf and a high pass, whose analogue prototypes are known from
 * the 48 kHz coefficients and are transformed for each rate.
 */
final class KWeighting {

    private final Biquad shelf;
    private final Biquad highPass;

    KWeighting(int sampleRateHz) {
        double shelfK = Math.tan(Math.PI * 1681.974450955533 / sampleRateHz);
        double q = 0.7071752369554196;
        double high = Decibels.toAmplitude(3.999843853973347);
        double band = Math.pow(high, 0.4996667741545416);
        double norm = 1 + shelfK / q + shelfK * shelfK;
        this.shelf = new Biquad(
                (high + band * shelfK / q + shelfK * shelfK) / norm,
                2 * (shelfK * shelfK - high) / norm,
                (high - band * shelfK / q + shelfK * shelfK) / norm,
                2 * (shelfK * shelfK - 1) / norm,
                (1 - shelfK / q + shelfK * shelfK) / norm);
        double k = Math.tan(Math.PI * 38.13547087602444 / sampleRateHz);
        double highPassQ = 0.5003270373238773;
        double highPassNorm = 1 + k / highPassQ + k * k;
        this.highPass =
                new Biquad(1, -2, 1, 2 * (k * k - 1) / highPassNorm, (1 - k / highPassQ + k * k) / highPassNorm);
    }

    /** Filters some samples of the stream. @return the sum of the squares of the filtered ones */
    double energy(double[] samples, int offset, int count) {
        // state in locals: this runs for every sample
        Biquad s = shelf;
        Biquad h = highPass;
        double s1 = s.first;
        double s2 = s.second;
        double h1 = h.first;
        double h2 = h.second;
        double sum = 0;
        for (int i = offset; i < offset + count; i++) {
            double x = samples[i];
            double bright = s.b0 * x + s1;
            s1 = s.b1 * x - s.a1 * bright + s2;
            s2 = s.b2 * x - s.a2 * bright;
            double y = h.b0 * bright + h1;
            h1 = h.b1 * bright - h.a1 * y + h2;
            h2 = h.b2 * bright - h.a2 * y;
            sum += y * y;
        }
        s.first = s1;
        s.second = s2;
        h.first = h1;
        h.second = h2;
        return sum;
    }

    /** Two poles and two zeros, transposed direct form II. */
    private static final class Biquad {

        private final double b0;
        private final double b1;
        private final double b2;
        private final double a1;
        private final double a2;
        private double first;
        private double second;

        Biquad(double b0, double b1, double b2, double a1, double a2) {
            this.b0 = b0;
            this.b1 = b1;
            this.b2 = b2;
            this.a1 = a1;
            this.a2 = a2;
        }
    }
}
