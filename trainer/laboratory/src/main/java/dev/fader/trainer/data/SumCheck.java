package dev.fader.trainer.data;

import dev.fader.schemas.notation.Decibels;
import java.util.List;

/** Compares a mixture with the sum of its stems, block by block; and each stem with what the mixture should be. */
final class SumCheck {

    private final StemScan mixture;
    private final List<StemScan> stems;
    private final double[] swapped;
    private double residual;

    /** @param stems all that sound in the mixture; one of a single channel is in all, of one for a single channel the mean counts */
    SumCheck(StemScan mixture, List<StemScan> stems) {
        this.mixture = mixture;
        this.stems = stems;
        this.swapped = new double[stems.size()];
    }

    /** Takes the blocks that the scans hold. */
    void add(int count) {
        int channels = mixture.block().length;
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < count; i++) {
                double mix = mixture.block()[c][i];
                double sum = 0;
                for (StemScan stem : stems) {
                    sum += sample(stem, c, i);
                }
                residual += (mix - sum) * (mix - sum) / channels;
                for (int k = 0; k < swapped.length; k++) {
                    double stem = sample(stems.get(k), c, i);
                    // what remains if this one were the mixture and the mixture a stem
                    double rest = stem - (mix + sum - stem);
                    swapped[k] += rest * rest / channels;
                }
            }
        }
    }

    private double sample(StemScan stem, int channel, int at) {
        double[][] block = stem.block();
        if (block.length <= mixture.block().length) {
            return block[Math.min(channel, block.length - 1)][at];
        }
        double sum = 0;
        for (double[] each : block) {
            sum += each[at];
        }
        return sum / block.length;
    }

    /** Level of what the stems' sum lacks or has too much, relative to the mixture. */
    double residualDb() {
        return levelDb(residual, mixture);
    }

    /** Level of what remains if a stem and the mixture change places, relative to that stem. */
    double swappedDb(int stem) {
        return levelDb(swapped[stem], stems.get(stem));
    }

    private static double levelDb(double residual, StemScan of) {
        return Decibels.ofPower((residual + 1e-20) / (of.energy() + 1e-20));
    }
}
