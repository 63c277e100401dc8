package dev.fader.trainer.metrics;

import java.util.stream.IntStream;

/**
 * When a source counts as silent: where its mean square lies more than 80 dB below that of the whole song's mixture, or the
 * song is silent itself. So are samples that are all zero, and what is left of a stem where nobody plays: dither, a codec's
 * noise. A ratio to such a source says how loud that noise is, and nothing about a separation; it enters no mean.
 */
public final class Silence {

    /** −80 dB, as a ratio of energies; a 16-bit file's noise below a mixture of usual level. */
    private static final double SHARE = 1e-8;

    private final double leastMeanSquare;

    private Silence(double leastMeanSquare) {
        this.leastMeanSquare = leastMeanSquare;
    }

    /** @param mixture of the song, (L) */
    public static Silence in(double[] mixture) {
        return below(meanSquare(mixture, 0, mixture.length));
    }

    /** @param meanSquare of the song's mixture, over all samples and channels */
    public static Silence below(double meanSquare) {
        return new Silence(meanSquare * SHARE);
    }

    public boolean holds(double[] source) {
        return holds(source, 0, source.length);
    }

    /** In a stretch of a source. */
    public boolean holds(double[] source, int from, int to) {
        return holds(meanSquare(source, from, to));
    }

    /** @param meanSquare of the source, over all samples and channels */
    public boolean holds(double meanSquare) {
        return !(meanSquare > leastMeanSquare);
    }

    /** The places of the sources that can be heard, rising. @param stems (K, L) */
    public int[] sounding(double[][] stems) {
        return IntStream.range(0, stems.length).filter(k -> !holds(stems[k])).toArray();
    }

    private static double meanSquare(double[] signal, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += signal[i] * signal[i];
        }
        return to > from ? squares / (to - from) : 0;
    }
}
