package dev.fader.trainer.metrics;

/**
 * How loud each stem is inside a signal: the least-squares coefficients of the signal on the stems,
 * {@code argmin_p ‖Σ p_k·s_k − y‖}, of the smallest norm where the stems are dependent (a silent stem gets 0, two equal
 * stems share).
 *
 * <p>The stems are made orthonormal by plane rotations (one-sided Jacobi), {@code S·V = U·Σ}, so that nothing is squared
 * and nearly parallel stems keep their digits. One decomposition serves many signals.
 */
public final class StemLevels {

    private static final int MAX_SWEEPS = 60;
    private static final double ROUNDING = Math.ulp(1.0);

    /** S·V, (K, L): orthogonal, of the singular values' lengths. */
    private final double[][] rotated;
    /** V, (K, K). */
    private final double[][] rotation;

    private final double[] energies;

    /** @param stems (K, L) */
    public StemLevels(double[][] stems) {
        int k = stems.length;
        rotated = new double[k][];
        rotation = new double[k][k];
        for (int i = 0; i < k; i++) {
            rotated[i] = stems[i].clone();
            rotation[i][i] = 1;
        }
        int sweeps = 0;
        while (rotateAll() && sweeps < MAX_SWEEPS) {
            sweeps++;
        }
        energies = new double[k];
        for (int i = 0; i < k; i++) {
            energies[i] = dot(rotated[i], rotated[i]);
        }
    }

    /** @return p, (K), amplitude ratios */
    public double[] in(double[] signal) {
        double largest = 0;
        for (double energy : energies) {
            largest = Math.max(largest, energy);
        }
        // singular values below this are rounding errors, as LAPACK's least squares have it
        double threshold = ROUNDING * Math.max(signal.length, energies.length) * Math.sqrt(largest);
        double[] levels = new double[energies.length];
        for (int i = 0; i < energies.length; i++) {
            if (Math.sqrt(energies[i]) > threshold) {
                double along = dot(rotated[i], signal) / energies[i];
                for (int j = 0; j < levels.length; j++) {
                    levels[j] += along * rotation[i][j];
                }
            }
        }
        return levels;
    }

    /** One sweep over all pairs. @return whether any pair was not yet orthogonal */
    private boolean rotateAll() {
        // as far as an inner product of so many samples can tell
        double tolerance = 4 * ROUNDING * Math.sqrt(rotated[0].length);
        boolean rotatedAny = false;
        for (int i = 0; i < rotated.length; i++) {
            for (int j = i + 1; j < rotated.length; j++) {
                double a = dot(rotated[i], rotated[i]);
                double b = dot(rotated[j], rotated[j]);
                double c = dot(rotated[i], rotated[j]);
                if (Math.abs(c) > tolerance * Math.sqrt(a * b)) {
                    double zeta = (b - a) / (2 * c);
                    double tangent = Math.copySign(1 / (Math.abs(zeta) + Math.hypot(1, zeta)), zeta);
                    double cosine = 1 / Math.hypot(1, tangent);
                    rotate(rotated[i], rotated[j], cosine, cosine * tangent);
                    rotate(rotation[i], rotation[j], cosine, cosine * tangent);
                    rotatedAny = true;
                }
            }
        }
        return rotatedAny;
    }

    private static void rotate(double[] x, double[] y, double cosine, double sine) {
        for (int i = 0; i < x.length; i++) {
            double kept = x[i];
            x[i] = cosine * kept - sine * y[i];
            y[i] = sine * kept + cosine * y[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
