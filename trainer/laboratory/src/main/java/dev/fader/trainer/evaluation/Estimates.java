package dev.fader.trainer.evaluation;

import dev.fader.schemas.notation.Decibels;
import dev.fader.schemas.remix.Gain;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.Gains;
import dev.fader.trainer.remix.RemixStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A network's consistent estimates of the sources of whole songs, mono, by the chunked path that catalogues take. */
final class Estimates {

    private static final Gain DOUBLING = new Gain(Decibels.ofAmplitude(2));

    private final DifferenceNetwork network;

    Estimates(DifferenceNetwork network) {
        this.network = network;
    }

    /** Of all sources, for one separation. */
    List<double[]> of(double[] mixture) throws IOException {
        return of(mixture, network.sources());
    }

    /** The consistent estimate of a source is what doubling it adds to the mixture. */
    List<double[]> of(double[] mixture, List<String> sources) throws IOException {
        List<Gains> doubled = sources.stream()
                .map(source -> Gains.of(Map.of(source, DOUBLING), network.sources()))
                .toList();
        float[] input = new float[mixture.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) mixture[i];
        }
        List<double[]> estimates = new ArrayList<>();
        for (float[][] remix : RemixStream.remixEach(network, doubled, new float[][] {input}, network.sampleRateHz())) {
            double[] estimate = new double[input.length];
            for (int i = 0; i < estimate.length; i++) {
                estimate[i] = remix[0][i] - input[i];
            }
            estimates.add(estimate);
        }
        return estimates;
    }

    /** A song's stems, the means of their channels. @return (K, L) */
    double[][] stems(StemSong song) throws IOException {
        return stems(song, 0, Math.toIntExact(song.frames()));
    }

    /** The same of its middle. @param seconds at most */
    double[][] stems(StemSong song, double seconds) throws IOException {
        int frames = (int) Math.min(song.frames(), Math.round(seconds * song.sampleRateHz()));
        return stems(song, (song.frames() - frames) / 2, frames);
    }

    private static double[][] stems(StemSong song, long from, int frames) throws IOException {
        double[][] stems = new double[song.stems().size()][];
        for (int k = 0; k < stems.length; k++) {
            stems[k] = Signals.mean(song.read(k, from, frames));
        }
        return stems;
    }
}
