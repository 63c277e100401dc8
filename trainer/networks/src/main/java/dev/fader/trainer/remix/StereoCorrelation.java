package dev.fader.trainer.remix;

/** Correlation of a stream's first two channels: 1 for mono, 0 for unrelated, below 0 where a mono sum cancels. */
final class StereoCorrelation {

    private double product;
    private double left;
    private double right;

    void add(double[][] planar, int offset, int count) {
        if (planar.length < 2) {
            return;
        }
        for (int i = offset; i < offset + count; i++) {
            double l = planar[0][i];
            double r = planar[1][i];
            product += l * r;
            left += l * l;
            right += r * r;
        }
    }

    /** NaN where there is none: mono, or a silent channel. */
    double result() {
        return product / Math.sqrt(left * right);
    }
}
