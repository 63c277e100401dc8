package dev.fader.trainer.evaluation;

import dev.fader.schemas.notation.Decibels;
import dev.fader.schemas.remix.Gain;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.metrics.LoudnessDifference;
import dev.fader.trainer.metrics.RemixQuality;
import dev.fader.trainer.metrics.StemLevels;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.Gains;
import dev.fader.trainer.remix.RemixStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The paper's protocol on whole songs, mono: one source at a time is moved by −24…+24 dB in steps of 3 dB. The estimates
 * come from the same chunked path that remixes catalogues.
 */
public final class Evaluator {

    private static final double RANGE_DB = 24;
    private static final double STEP_DB = 3;
    private static final Gain DOUBLING = new Gain(Decibels.ofAmplitude(2));

    private final DifferenceNetwork network;

    public Evaluator(DifferenceNetwork network) {
        this.network = network;
    }

    /** @param afterSong told the name of each song that is done */
    public Evaluation evaluate(StemDataset dataset, Consumer<String> afterSong) throws IOException {
        List<String> sources = network.sources();
        Map<String, Map<Double, Evaluation.Tally>> tallies = new LinkedHashMap<>();
        Map<String, List<Double>> separation = new LinkedHashMap<>();
        for (StemSong song : dataset.songs()) {
            double[][] stems = stems(song, sources.size());
            StemLevels levels = new StemLevels(stems);
            double[] mixture = sum(stems);
            for (int k = 0; k < sources.size(); k++) {
                double[] estimate = estimate(mixture, k);
                separation
                        .computeIfAbsent(sources.get(k), source -> new ArrayList<>())
                        .add(RemixQuality.of(stems[k], estimate).sdrDb());
                measure(
                        stems[k],
                        mixture,
                        estimate,
                        levels,
                        tallies.computeIfAbsent(sources.get(k), source -> new LinkedHashMap<>()));
            }
            afterSong.accept(song.name());
        }
        return Evaluation.of(dataset.songs().size(), separation, tallies);
    }

    /** The consistent estimate of one source is what doubling it adds to the mixture. */
    private double[] estimate(double[] mixture, int source) throws IOException {
        Gains doubled = Gains.of(Map.of(network.sources().get(source), DOUBLING), network.sources());
        float[] input = new float[mixture.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) mixture[i];
        }
        float[][] remix = RemixStream.remixAll(network, doubled, new float[][] {input}, network.sampleRateHz());
        double[] estimate = new double[input.length];
        for (int i = 0; i < estimate.length; i++) {
            estimate[i] = remix[0][i] - input[i];
        }
        return estimate;
    }

    private static void measure(
            double[] stem,
            double[] mixture,
            double[] estimate,
            StemLevels levels,
            Map<Double, Evaluation.Tally> tallies) {
        double[] target = new double[mixture.length];
        double[] remix = new double[mixture.length];
        double[] inMixture = levels.in(mixture);
        for (double gainDb = -RANGE_DB; gainDb <= RANGE_DB; gainDb += STEP_DB) {
            double change = Decibels.toAmplitude(gainDb) - 1;
            for (int i = 0; i < mixture.length; i++) {
                target[i] = mixture[i] + change * stem[i];
                remix[i] = mixture[i] + change * estimate[i];
            }
            double[] wanted = levels.in(target);
            LoudnessDifference difference = LoudnessDifference.between(wanted, levels.in(remix));
            LoudnessDifference nothing = LoudnessDifference.between(wanted, inMixture);
            tallies.computeIfAbsent(gainDb, gain -> new Evaluation.Tally())
                    .add(
                            RemixQuality.of(target, remix).minSdrDb(),
                            difference,
                            RemixQuality.of(target, mixture).minSdrDb(),
                            nothing);
        }
    }

    private static double[][] stems(StemSong song, int sources) throws IOException {
        int frames = Math.toIntExact(song.frames());
        double[][] stems = new double[sources][frames];
        for (int k = 0; k < sources; k++) {
            float[][] planar = song.read(k, 0, frames);
            for (float[] channel : planar) {
                for (int i = 0; i < frames; i++) {
                    stems[k][i] += channel[i] / planar.length;
                }
            }
        }
        return stems;
    }

    private static double[] sum(double[][] stems) {
        double[] mixture = new double[stems[0].length];
        for (double[] stem : stems) {
            for (int i = 0; i < mixture.length; i++) {
                mixture[i] += stem[i];
            }
        }
        return mixture;
    }
}
