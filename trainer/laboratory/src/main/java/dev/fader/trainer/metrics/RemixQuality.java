package dev.fader.trainer.metrics;

import dev.fader.schemas.notation.Decibels;

/**
 * How near a signal is to its target, over the whole of both; all in dB, higher is better. With target {@code s},
 * estimate {@code ŝ} and {@code α = ⟨ŝ,s⟩/‖s‖²}:
 *
 * @param sdrDb {@code 10·log10(‖s‖²/‖s−ŝ‖²)}, the paper's {@code −E(s‖ŝ)}
 * @param sdSdrDb {@code 10·log10(‖αs‖²/‖s−ŝ‖²)}: scale-dependent, it falls when the estimate is too soft (Le Roux et al.
 *     2019)
 * @param siSdrDb {@code 10·log10(‖αs‖²/‖αs−ŝ‖²)}: scale-invariant, without removal of the mean
 */
public record RemixQuality(double sdrDb, double sdSdrDb, double siSdrDb) {

    /** Keeps ratios finite where a signal is silent or an estimate perfect, as the paper's loss does. */
    private static final double TINY = 1e-20;

    /** @throws IllegalArgumentException if the signals differ in length */
    public static RemixQuality of(double[] target, double[] estimate) {
        if (target.length != estimate.length) {
            throw new IllegalArgumentException(
                    "the target has %d samples, the estimate %d".formatted(target.length, estimate.length));
        }
        double energy = 0;
        double product = 0;
        double error = 0;
        for (int i = 0; i < target.length; i++) {
            double difference = target[i] - estimate[i];
            energy += target[i] * target[i];
            product += target[i] * estimate[i];
            error += difference * difference;
        }
        double scale = product / (energy + TINY);
        double scaledError = 0;
        for (int i = 0; i < target.length; i++) {
            double difference = scale * target[i] - estimate[i];
            scaledError += difference * difference;
        }
        double scaledEnergy = scale * scale * energy;
        return new RemixQuality(
                ratioDb(energy, error), ratioDb(scaledEnergy, error), ratioDb(scaledEnergy, scaledError));
    }

    /** The smaller of SDR and SD-SDR, the paper's measure of a remix (its section 4.3). */
    public double minSdrDb() {
        return Math.min(sdrDb, sdSdrDb);
    }

    /** The same from inner products. @param energy ‖s‖²; @param product ⟨ŝ,s⟩; @param error ‖s−ŝ‖² */
    public static double minSdrDb(double energy, double product, double error) {
        double scale = product / (energy + TINY);
        return Math.min(ratioDb(energy, error), ratioDb(scale * scale * energy, error));
    }

    private static double ratioDb(double signal, double noise) {
        return Decibels.ofPower(signal / (noise + TINY) + TINY);
    }
}
