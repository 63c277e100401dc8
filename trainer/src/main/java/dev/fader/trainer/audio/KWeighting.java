package dev.fader.trainer.audio;

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
        double high = Math.pow(10, 3.999843853973347 / 20);
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
        double sum = 0;
        for (int i = offset; i < offset + count; i++) {
            double y = highPass.filter(shelf.filter(samples[i]));
            sum += y * y;
        }
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

        double filter(double x) {
            double y = b0 * x + first;
            first = b1 * x - a1 * y + second;
            second = b2 * x - a2 * y;
            return y;
        }
    }
}
