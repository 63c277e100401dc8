package dev.fader.trainer.metrics;

import static dev.fader.trainer.metrics.BlockSpectrum.ADVANCE;
import static dev.fader.trainer.metrics.BlockSpectrum.SIZE;
import static dev.fader.trainer.metrics.BlockSpectrum.TAPS;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Inner products of reference channels with channels that are ahead of them by 0…511 samples; whole signals, zero beyond
 * their ends. Channels of a source are neighbours: channel {@code a = k·C + c}.
 *
 * @param references {@code Σ_n s_a[n]·s_b[n+τ]}, (KC, KC, taps)
 * @param estimates {@code Σ_n s_a[n]·ŝ_e[n+τ]}, (KC, KC, taps)
 */
@SuppressWarnings("ArrayRecordComponent") // tables of numbers, never compared
record LagCorrelations(double[][][] references, double[][][] estimates) {

    /** Blocks that one task adds up; the sums do not depend on the number of cores. */
    private static final int BLOCKS_PER_TASK = 32;

    static LagCorrelations of(SourceImages references, SourceImages estimates) {
        List<double[]> delayed =
                Arrays.stream(references.samples()).flatMap(Arrays::stream).toList();
        List<double[]> ahead = Stream.concat(
                        delayed.stream(), Arrays.stream(estimates.samples()).flatMap(Arrays::stream))
                .toList();
        int blocks = Math.ceilDiv(references.length(), ADVANCE);
        List<double[][][]> partial = IntStream.range(0, Math.ceilDiv(blocks, BLOCKS_PER_TASK))
                .parallel()
                .mapToObj(task -> {
                    int first = task * BLOCKS_PER_TASK;
                    return products(delayed, ahead, first, Math.min(blocks, first + BLOCKS_PER_TASK));
                })
                .toList();
        double[][][] sums = sum(partial);
        int channels = delayed.size();
        double[][][] toReferences = new double[channels][][];
        double[][][] toEstimates = new double[channels][][];
        for (int a = 0; a < channels; a++) {
            toReferences[a] = Arrays.copyOf(sums[a], channels);
            toEstimates[a] = Arrays.copyOfRange(sums[a], channels, 2 * channels);
        }
        return new LagCorrelations(toReferences, toEstimates);
    }

    /** Whether adding so little to the diagonal of the Gram matrix changes none of its numbers. */
    boolean ridgeIsLostInRounding(double ridge) {
        return IntStream.range(0, references.length)
                .mapToDouble(a -> references[a][a][0])
                .allMatch(energy -> energy == 0 || energy + ridge == energy);
    }

    /** Spectra of the products, added over blocks, (KC, 2KC, N). */
    private static double[][][] products(List<double[]> delayed, List<double[]> ahead, int firstBlock, int endBlock) {
        BlockSpectrum transform = new BlockSpectrum();
        double[][][] sums = new double[delayed.size()][ahead.size()][SIZE];
        double[][] spectra = new double[ahead.size()][SIZE];
        double[] spectrum = new double[SIZE];
        for (int block = firstBlock; block < endBlock; block++) {
            int from = block * ADVANCE;
            for (int b = 0; b < spectra.length; b++) {
                double[] signal = ahead.get(b);
                transform.forward(signal, 0, signal.length, from, SIZE, spectra[b]);
            }
            for (int a = 0; a < sums.length; a++) {
                double[] signal = delayed.get(a);
                transform.forward(signal, 0, signal.length, from, ADVANCE, spectrum);
                for (int b = 0; b < spectra.length; b++) {
                    PackedSpectra.addCorrelation(spectrum, spectra[b], sums[a][b]);
                }
            }
        }
        return sums;
    }

    /** Adds the tasks' spectra in their order, and turns them into lags, (KC, 2KC, taps). */
    private static double[][][] sum(List<double[][][]> partial) {
        BlockSpectrum transform = new BlockSpectrum();
        double[][][] sums = partial.getFirst();
        for (int a = 0; a < sums.length; a++) {
            for (int b = 0; b < sums[a].length; b++) {
                double[] sum = sums[a][b];
                for (double[][][] more : partial.subList(1, partial.size())) {
                    for (int i = 0; i < SIZE; i++) {
                        sum[i] += more[a][b][i];
                    }
                }
                transform.inverse(sum);
                sums[a][b] = Arrays.copyOf(sum, TAPS);
            }
        }
        return sums;
    }
}
