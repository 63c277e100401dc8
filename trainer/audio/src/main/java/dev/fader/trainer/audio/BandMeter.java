package dev.fader.trainer.audio;

/**
 * The energy that one channel has in a band of frequencies, measured sample by sample behind Butterworth filters of
 * eighth order: half an octave outside the band 1/257 of the energy is left. Not safe for threads.
 */
public final class BandMeter {

    private static final int SECTIONS = Butterworth.EIGHTH_ORDER.size();

    private final double[][] coefficients;
    private final double[] first;
    private final double[] second;
    /** So many samples become one before the filter, which is enough for a band that ends far below. */
    private final int step;

    private double sum;
    private int held;
    private double energy;

    private BandMeter(double[][] coefficients, int step) {
        this.coefficients = coefficients;
        this.first = new double[coefficients.length];
        this.second = new double[coefficients.length];
        this.step = step;
    }

    /** What lies below a frequency, a constant offset included. */
    public static BandMeter below(double hz, int sampleRateHz) {
        int step = Math.max(1, (int) (sampleRateHz / (100 * hz)));
        double[][] sections = new double[SECTIONS][];
        for (int n = 0; n < sections.length; n++) {
            sections[n] = section(hz, Butterworth.EIGHTH_ORDER.get(n), (double) sampleRateHz / step, false);
        }
        return new BandMeter(sections, step);
    }

    /** What lies between two frequencies, of which the upper one may be beyond half the sample rate. */
    public static BandMeter between(double lowHz, double highHz, int sampleRateHz) {
        boolean open = highHz >= 0.49 * sampleRateHz;
        double[][] sections = new double[open ? SECTIONS : 2 * SECTIONS][];
        for (int n = 0; n < sections.length; n++) {
            boolean high = n < SECTIONS;
            sections[n] =
                    section(high ? lowHz : highHz, Butterworth.EIGHTH_ORDER.get(n % SECTIONS), sampleRateHz, high);
        }
        return new BandMeter(sections, 1);
    }

    /** A section of second order (Bristow-Johnson, "Cookbook formulae"): b0, b1, b2, a1, a2. */
    private static double[] section(double hz, double q, double sampleRateHz, boolean highPass) {
        double w = 2 * Math.PI * hz / sampleRateHz;
        double alpha = Math.sin(w) / (2 * q);
        double cos = Math.cos(w);
        double side = (highPass ? 1 + cos : 1 - cos) / 2;
        double norm = 1 + alpha;
        double middle = highPass ? -2 * side : 2 * side;
        return new double[] {side / norm, middle / norm, side / norm, -2 * cos / norm, (1 - alpha) / norm};
    }

    /** Takes the next samples of the channel. */
    public void add(double[] samples, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            sum += samples[i];
            held++;
            if (held == step) {
                double filtered = filter(sum / step);
                energy += step * filtered * filtered;
                sum = 0;
                held = 0;
            }
        }
    }

    private double filter(double sample) {
        double x = sample;
        for (int n = 0; n < coefficients.length; n++) {
            double[] c = coefficients[n];
            double y = c[0] * x + first[n];
            first[n] = c[1] * x - c[3] * y + second[n];
            second[n] = c[2] * x - c[4] * y;
            x = y;
        }
        return x;
    }

    /** The sum of the squares of what lay in the band so far. */
    public double energy() {
        return energy;
    }
}
