package dev.fader.trainer.graph;

import java.util.random.RandomGenerator;

/** Random directions, each at right angles to those before it (Gram and Schmidt). */
final class OrthogonalRows {

    private OrthogonalRows() {}

    /** @param matrix (rows, columns), with no more rows than columns */
    static void fill(float[] matrix, int rows, int columns, RandomGenerator random) {
        if (rows > columns) {
            throw new IllegalArgumentException("%d rows of %d cannot all be orthogonal".formatted(rows, columns));
        }
        double[][] done = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns; i++) {
                done[row][i] = random.nextGaussian();
            }
            for (int before = 0; before < row; before++) {
                double along = product(done[row], done[before]);
                for (int i = 0; i < columns; i++) {
                    done[row][i] -= along * done[before][i];
                }
            }
            double length = Math.sqrt(product(done[row], done[row]));
            for (int i = 0; i < columns; i++) {
                done[row][i] /= length;
                matrix[row * columns + i] = (float) done[row][i];
            }
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
