package dev.fader.trainer.metrics;

import static dev.fader.trainer.metrics.BlockSpectrum.ADVANCE;
import static dev.fader.trainer.metrics.BlockSpectrum.SIZE;
import static dev.fader.trainer.metrics.BlockSpectrum.TAPS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Applies distortion filters to the references, and measures what they leave of the estimates. */
final class Projections {

    private final SourceImages references;
    private final SourceImages estimates;
    /** Spectra of the filters, (K, C out, C in, N) and (K, C out, KC in, N). */
    private final double[][][][] own;

    private final double[][][][] all;

    Projections(SourceImages references, SourceImages estimates, DistortionFilters filters) {
        this.references = references;
        this.estimates = estimates;
        this.own = spectra(filters.own());
        this.all = spectra(filters.all());
    }

    private static double[][][][] spectra(double[][][][] filters) {
        BlockSpectrum transform = new BlockSpectrum();
        return Arrays.stream(filters)
                .map(source -> Arrays.stream(source)
                        .map(output -> Arrays.stream(output)
                                .map(taps -> {
                                    double[] spectrum = new double[SIZE];
                                    transform.forward(taps, 0, TAPS, 0, TAPS, spectrum);
                                    return spectrum;
                                })
                                .toArray(double[][]::new))
                        .toArray(double[][][]::new))
                .toArray(double[][][][]::new);
    }

    /** A stretch of the signals that is measured by itself: outside of it there is silence. */
    record Window(int begin, int end) {

        /** Its blocks; the filters ring for some samples more. */
        int blocks() {
            return Math.ceilDiv(end - begin + TAPS - 1, ADVANCE);
        }
    }

    private record Block(int window, int index) {}

    /** Energies of each source in each window, (windows, K). */
    ImageEnergies[][] energies(List<Window> windows) {
        List<Block> blocks = new ArrayList<>();
        for (int w = 0; w < windows.size(); w++) {
            for (int i = 0; i < windows.get(w).blocks(); i++) {
                blocks.add(new Block(w, i));
            }
        }
        ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(() -> new Workspace(references));
        List<ImageEnergies[]> measured = IntStream.range(0, blocks.size())
                .parallel()
                .mapToObj(i -> measure(
                        windows.get(blocks.get(i).window()), blocks.get(i).index(), workspaces.get()))
                .toList();
        // added in order, so that the sums do not depend on the number of cores
        ImageEnergies[][] energies = new ImageEnergies[windows.size()][references.sources()];
        for (ImageEnergies[] window : energies) {
            Arrays.fill(window, ImageEnergies.NONE);
        }
        for (int i = 0; i < measured.size(); i++) {
            ImageEnergies[] window = energies[blocks.get(i).window()];
            for (int k = 0; k < window.length; k++) {
                window[k] = window[k].plus(measured.get(i)[k]);
            }
        }
        return energies;
    }

    private static final class Workspace {

        final BlockSpectrum transform = new BlockSpectrum();
        final double[][] inputs;
        final double[] own = new double[SIZE];
        final double[] all = new double[SIZE];

        Workspace(SourceImages references) {
            inputs = new double[references.sources() * references.channels()][SIZE];
        }
    }

    private ImageEnergies[] measure(Window window, int block, Workspace work) {
        int channels = references.channels();
        int at = window.begin() + block * ADVANCE;
        for (int a = 0; a < work.inputs.length; a++) {
            double[] signal = references.samples()[a / channels][a % channels];
            work.transform.forward(signal, window.begin(), window.end(), at - TAPS + 1, SIZE, work.inputs[a]);
        }
        int sounding = Math.clamp((long) window.end() - at, 0, ADVANCE);
        int count = Math.min(ADVANCE, window.end() + TAPS - 1 - at);
        ImageEnergies[] energies = new ImageEnergies[references.sources()];
        for (int k = 0; k < energies.length; k++) {
            energies[k] = ImageEnergies.NONE;
            for (int c = 0; c < channels; c++) {
                project(work, own[k][c], k * channels, work.own);
                project(work, all[k][c], 0, work.all);
                energies[k] = energies[k].plus(ImageEnergies.of(
                        references.samples()[k][c],
                        estimates.samples()[k][c],
                        at,
                        sounding,
                        work.own,
                        work.all,
                        TAPS - 1,
                        count));
            }
        }
        return energies;
    }

    /** The sum of the filtered inputs, from the given one on. */
    private static void project(Workspace work, double[][] filters, int firstInput, double[] output) {
        Arrays.fill(output, 0);
        for (int a = 0; a < filters.length; a++) {
            PackedSpectra.addProduct(filters[a], work.inputs[firstInput + a], output);
        }
        work.transform.inverse(output);
    }
}
