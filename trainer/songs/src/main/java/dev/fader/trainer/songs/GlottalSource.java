package dev.fader.trainer.songs;

/**
 * The buzz of the vocal folds: the derivative of Rosenberg's glottal pulse (1971, shape C), as band-limited tables, one
 * an octave, so that no pitch aliases.
 */
final class GlottalSource {

    private static final int SIZE = 1024;
    private static final int LEVELS = 9;
    private static final int MOST_HARMONICS = 256;

    private final float[][] tables = new float[LEVELS][SIZE + 1];

    /** @param openQuotient share of the period in which air flows */
    GlottalSource(double openQuotient) {
        double[] cosines = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            cosines[i] = StrictMath.cos(2 * Math.PI * i / SIZE);
        }
        double[] shape = shape(openQuotient);
        double[] sum = new double[SIZE];
        int harmonic = 1;
        for (int level = LEVELS - 1; level >= 0; level--) {
            for (; harmonic <= MOST_HARMONICS >> level; harmonic++) {
                add(sum, shape, harmonic, cosines);
            }
            for (int i = 0; i <= SIZE; i++) {
                tables[level][i] = (float) sum[i % SIZE];
            }
        }
    }

    private static double[] shape(double openQuotient) {
        double rise = openQuotient * 0.66;
        double fall = openQuotient * 0.34;
        double[] shape = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double t = (i + 0.5) / SIZE;
            if (t < rise) {
                shape[i] = 0.5 * Math.PI / rise * StrictMath.sin(Math.PI * t / rise);
            } else if (t < rise + fall) {
                shape[i] = -0.5 * Math.PI / fall * StrictMath.sin(0.5 * Math.PI * (t - rise) / fall);
            }
        }
        return shape;
    }

    private static void add(double[] sum, double[] shape, int harmonic, double[] cosines) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < SIZE; i++) {
            real += shape[i] * cosines[i * harmonic % SIZE];
            imaginary += shape[i] * cosines[(i * harmonic + SIZE * 3 / 4) % SIZE];
        }
        for (int i = 0; i < SIZE; i++) {
            sum[i] += 2.0
                    / SIZE
                    * (real * cosines[i * harmonic % SIZE] + imaginary * cosines[(i * harmonic + SIZE * 3 / 4) % SIZE]);
        }
    }

    /** The table whose harmonics all lie below half the sample rate. @param step periods a sample */
    float[] table(double step) {
        int level = 0;
        while (level < LEVELS - 1 && (MOST_HARMONICS >> level) * step > 0.5) {
            level++;
        }
        return tables[level];
    }

    /** @param phase in periods, [0, 1) */
    static float at(float[] table, double phase) {
        double position = phase * SIZE;
        int index = (int) position;
        float fraction = (float) (position - index);
        return table[index] + fraction * (table[index + 1] - table[index]);
    }
}
