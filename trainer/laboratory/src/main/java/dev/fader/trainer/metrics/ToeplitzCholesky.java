package dev.fader.trainer.metrics;

import java.util.Arrays;
import java.util.Optional;

/**
 * The Cholesky factor {@code G + shift·I = L·Lᵀ} of a block Toeplitz matrix by the generalised Schur algorithm: with the
 * block shift Z, {@code G − Z·G·Zᵀ = U·Uᵀ − V·Vᵀ} has few columns, and each step of plane reflections and hyperbolic
 * rotations in the stable mixed form turns U into the next block column of L (Kailath and Sayed 1995; Stewart and Van
 * Dooren 1997). It takes {@code O(N²·channels)} operations where a dense factorisation takes {@code O(N³)}.
 */
final class ToeplitzCholesky {

    /** Column j from the diagonal down: (N − j). */
    private final double[][] columns;

    private ToeplitzCholesky(double[][] columns) {
        this.columns = columns;
    }

    /** @return nothing if the matrix is not positive definite as far as rounding lets one tell */
    static Optional<ToeplitzCholesky> factor(BlockToeplitz matrix, double shift) {
        return Generators.of(matrix, shift).flatMap(Generators::run).map(ToeplitzCholesky::new);
    }

    /** Solves {@code L·Lᵀ·x = b} in place. */
    void solve(double[] x) {
        for (int j = 0; j < columns.length; j++) {
            double[] column = columns[j];
            double value = x[j] / column[0];
            x[j] = value;
            for (int i = 1; i < column.length; i++) {
                x[j + i] -= value * column[i];
            }
        }
        for (int j = columns.length - 1; j >= 0; j--) {
            x[j] = (x[j] - dotBelow(columns[j], x, j)) / columns[j][0];
        }
    }

    /** Four sums at once: one would wait for each addition. */
    private static double dotBelow(double[] column, double[] x, int j) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 1;
        for (; i + 3 < column.length; i += 4) {
            s0 += column[i] * x[j + i];
            s1 += column[i + 1] * x[j + i + 1];
            s2 += column[i + 2] * x[j + i + 2];
            s3 += column[i + 3] * x[j + i + 3];
        }
        for (; i < column.length; i++) {
            s0 += column[i] * x[j + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * The generators, by columns.
     *
     * @param u (channels, N), its rows counted from the current block's first
     * @param v (channels, N), its rows counted from the matrix's first
     * @param projection room for an inner product per row, (N)
     */
    @SuppressWarnings("ArrayRecordComponent") // the algorithm's work space
    private record Generators(double[][] u, double[][] v, double[] projection) {

        static Optional<Generators> of(BlockToeplitz matrix, double shift) {
            int p = matrix.channels();
            int order = matrix.order();
            double[][] u = new double[p][order];
            double[][] corner = new double[p][p];
            for (int row = 0; row < order; row++) {
                // U·cornerᵀ is the first block column; its first block makes the corner
                for (int c = 0; c < p; c++) {
                    double value = matrix.element(row / p, row % p, c) + (row == c ? shift : 0);
                    if (row < c) {
                        continue;
                    }
                    for (int d = 0; d < c; d++) {
                        value -= u[d][row] * corner[c][d];
                    }
                    if (row == c) {
                        if (!(value > 0)) {
                            return Optional.empty();
                        }
                        corner[c][c] = Math.sqrt(value);
                        u[c][row] = corner[c][c];
                    } else {
                        u[c][row] = value / corner[c][c];
                        if (row < p) {
                            corner[row][c] = u[c][row];
                        }
                    }
                }
            }
            double[][] v = new double[p][];
            for (int c = 0; c < p; c++) {
                v[c] = u[c].clone();
                Arrays.fill(v[c], 0, p, 0);
            }
            return Optional.of(new Generators(u, v, new double[order]));
        }

        /** @return the factor's columns */
        Optional<double[][]> run() {
            int p = u.length;
            int order = projection.length;
            double[][] columns = new double[order][];
            for (int block = 0; block < order; block += p) {
                // shifting U down by a block leaves its rows, counted from the block, as they are
                if (block > 0 && !annihilate(block)) {
                    return Optional.empty();
                }
                for (int c = 0; c < p; c++) {
                    columns[block + c] = Arrays.copyOfRange(u[c], c, order - block);
                }
            }
            return Optional.of(columns);
        }

        /** Makes the rows of V that begin at a block zero in that block. @return false if that cannot be done */
        private boolean annihilate(int block) {
            for (int r = 0; r < u.length; r++) {
                reflectRowIntoFirstColumn(block + r);
                double ratio = v[0][block + r] / u[r][r];
                if (!(Math.abs(ratio) < 1)) {
                    return false;
                }
                double cosine = Math.sqrt((1 - ratio) * (1 + ratio));
                rotate(u[r], v[0], block, r, ratio, cosine);
                v[0][block + r] = 0;
            }
            return true;
        }

        /** A Householder reflection of V's columns; rows above are zero already. */
        private void reflectRowIntoFirstColumn(int row) {
            double norm = 0;
            for (double[] column : v) {
                norm = Math.hypot(norm, column[row]);
            }
            if (norm == 0) {
                return;
            }
            double[] normal = new double[v.length];
            double square = 0;
            for (int c = 0; c < normal.length; c++) {
                normal[c] = v[c][row] + (c == 0 ? Math.copySign(norm, v[0][row]) : 0);
                square += normal[c] * normal[c];
            }
            Arrays.fill(projection, row, projection.length, 0);
            for (int c = 0; c < normal.length; c++) {
                addScaled(v[c], normal[c], projection, row);
            }
            for (int c = 0; c < normal.length; c++) {
                addScaled(projection, -2 * normal[c] / square, v[c], row);
            }
        }

        /** {@code y += factor·x}, from a row on. */
        private static void addScaled(double[] x, double factor, double[] y, int from) {
            for (int i = from; i < y.length; i++) {
                y[i] += factor * x[i];
            }
        }

        private static void rotate(double[] u, double[] v, int block, int from, double ratio, double cosine) {
            int rows = v.length - block;
            for (int i = from; i < rows; i++) {
                double kept = v[block + i];
                double rotated = (u[i] - ratio * kept) / cosine;
                u[i] = rotated;
                v[block + i] = cosine * kept - ratio * rotated;
            }
        }
    }
}
