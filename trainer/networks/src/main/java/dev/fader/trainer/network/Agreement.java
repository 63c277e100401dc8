package dev.fader.trainer.network;

/** How far a result is from what it should be. */
public final class Agreement {

    private Agreement() {}

    /**
     * Energy of the reference over that of the difference, in dB: infinite for equal values, NaN if any value is.
     *
     * @throws IllegalArgumentException if there are not as many values of one as of the other
     */
    public static double db(float[] reference, float[] result) {
        if (reference.length != result.length) {
            throw new IllegalArgumentException(
                    "there are %d values where the reference has %d".formatted(result.length, reference.length));
        }
        double energy = 0;
        double difference = 0;
        for (int i = 0; i < reference.length; i++) {
            energy += (double) reference[i] * reference[i];
            difference += Math.pow((double) reference[i] - result[i], 2);
        }
        return 10 * Math.log10(energy / difference);
    }
}
