package dev.fader.trainer.evaluation;

import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.evaluation.RemixMetrics.LoudnessDifference;
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
    private static final double DOUBLING_DB = 20 * Math.log10(2);

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
            float[][] stems = stems(song, sources.size());
            float[] mixture = sum(stems);
            for (int k = 0; k < sources.size(); k++) {
                float[] estimate = estimate(mixture, k);
                separation
                        .computeIfAbsent(sources.get(k), source -> new ArrayList<>())
                        .add(RemixMetrics.sdrDb(stems[k], estimate));
                measure(
                        stems,
                        mixture,
                        k,
                        estimate,
                        tallies.computeIfAbsent(sources.get(k), source -> new LinkedHashMap<>()));
            }
            afterSong.accept(song.name());
        }
        return Evaluation.of(dataset.songs().size(), separation, tallies);
    }

    /** The consistent estimate of one source is what doubling it adds to the mixture. */
    private float[] estimate(float[] mixture, int source) throws IOException {
        Gains doubled = Gains.ofDecibels(Map.of(network.sources().get(source), DOUBLING_DB), network.sources());
        float[][] remix = RemixStream.remixAll(network, doubled, new float[][] {mixture}, network.sampleRateHz());
        float[] estimate = remix[0];
        for (int i = 0; i < estimate.length; i++) {
            estimate[i] -= mixture[i];
        }
        return estimate;
    }

    private static void measure(
            float[][] stems, float[] mixture, int k, float[] estimate, Map<Double, Evaluation.Tally> tallies) {
        float[] target = new float[mixture.length];
        float[] remix = new float[mixture.length];
        for (double gainDb = -RANGE_DB; gainDb <= RANGE_DB; gainDb += STEP_DB) {
            double change = Math.pow(10, gainDb / 20) - 1;
            for (int i = 0; i < mixture.length; i++) {
                target[i] = (float) (mixture[i] + change * stems[k][i]);
                remix[i] = (float) (mixture[i] + change * estimate[i]);
            }
            LoudnessDifference difference = RemixMetrics.loudnessDifference(stems, target, remix);
            LoudnessDifference nothing = RemixMetrics.loudnessDifference(stems, target, mixture);
            tallies.computeIfAbsent(gainDb, gain -> new Evaluation.Tally())
                    .add(
                            RemixMetrics.minSdrDb(target, remix),
                            difference,
                            RemixMetrics.minSdrDb(target, mixture),
                            nothing);
        }
    }

    private static float[][] stems(StemSong song, int sources) throws IOException {
        int frames = Math.toIntExact(song.frames());
        float[][] stems = new float[sources][frames];
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

    private static float[] sum(float[][] stems) {
        float[] mixture = new float[stems[0].length];
        for (float[] stem : stems) {
            for (int i = 0; i < mixture.length; i++) {
                mixture[i] += stem[i];
            }
        }
        return mixture;
    }
}
