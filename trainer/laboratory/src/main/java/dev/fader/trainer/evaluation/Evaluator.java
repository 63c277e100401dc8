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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The paper's gains on whole songs, mono: one source at a time is moved by −24…+24 dB in steps of 3 dB. The estimates come
 * from the same chunked path that remixes catalogues.
 */
public final class Evaluator {

    private static final Gain DOUBLING = new Gain(Decibels.ofAmplitude(2));

    private final DifferenceNetwork network;
    private final Extent extent;

    /**
     * What is measured beside the remixes.
     *
     * @param bothPolarities each song also upside down, which a network should not notice
     * @param leaks each song also without each source, to hear what is taken for it
     */
    public record Extent(boolean bothPolarities, boolean leaks) {}

    public Evaluator(DifferenceNetwork network, Extent extent) {
        this.network = network;
        this.extent = extent;
    }

    /** @param afterSong takes the name of each song that is done */
    public Evaluation evaluate(StemDataset dataset, Consumer<String> afterSong) throws IOException {
        EvaluationTally tally = new EvaluationTally(network.sources(), GainGrid.decibels());
        for (StemSong song : dataset.songs()) {
            double[][] stems = stems(song, network.sources().size());
            double[] upright = measure(stems, tally);
            if (extent.bothPolarities()) {
                tally.turned(upright, measure(negated(stems), tally));
            }
            if (extent.leaks()) {
                tally.leaked(leaks(stems));
            }
            afterSong.accept(song.name());
        }
        return tally.evaluation(dataset.songs().size());
    }

    /** @return SDR of each source in dB */
    private double[] measure(double[][] stems, EvaluationTally tally) throws IOException {
        StemLevels levels = new StemLevels(stems);
        double[] mixture = Signals.sum(stems);
        List<Integer> all = new ArrayList<>();
        for (int k = 0; k < stems.length; k++) {
            all.add(k);
        }
        List<double[]> estimates = estimates(mixture, all);
        double[] sdrDb = new double[stems.length];
        for (int k = 0; k < stems.length; k++) {
            sdrDb[k] = RemixQuality.of(stems[k], estimates.get(k)).sdrDb();
            move(k, stems[k], mixture, estimates.get(k), levels, tally);
        }
        tally.separated(sdrDb);
        return sdrDb;
    }

    /** What the network takes for each source where it is not, relative to what is there, in dB. */
    private double[] leaks(double[][] stems) throws IOException {
        double[] mixture = Signals.sum(stems);
        double[] leaksDb = new double[stems.length];
        for (int k = 0; k < stems.length; k++) {
            double[] without = new double[mixture.length];
            Signals.addScaled(mixture, -1, stems[k], without);
            double[] taken = estimates(without, List.of(k)).getFirst();
            leaksDb[k] = Decibels.ofPower(energy(taken) / energy(without));
        }
        return leaksDb;
    }

    /** The consistent estimate of a source is what doubling it adds to the mixture. */
    private List<double[]> estimates(double[] mixture, List<Integer> sources) throws IOException {
        List<Gains> doubled = sources.stream()
                .map(source -> Gains.of(Map.of(network.sources().get(source), DOUBLING), network.sources()))
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

    private static void move(
            int source, double[] stem, double[] mixture, double[] estimate, StemLevels levels, EvaluationTally tally) {
        double[] target = new double[mixture.length];
        double[] remix = new double[mixture.length];
        double[] inMixture = levels.in(mixture);
        double[] ratios = GainGrid.ratios();
        for (int g = 0; g < ratios.length; g++) {
            Signals.addScaled(mixture, ratios[g] - 1, stem, target);
            Signals.addScaled(mixture, ratios[g] - 1, estimate, remix);
            double[] wanted = levels.in(target);
            LoudnessDifference ours = LoudnessDifference.between(wanted, levels.in(remix));
            LoudnessDifference nothing = LoudnessDifference.between(wanted, inMixture);
            tally.moved(
                    source,
                    g,
                    new EvaluationTally.Scores(RemixQuality.of(target, remix).minSdrDb(), ours),
                    new EvaluationTally.Scores(RemixQuality.of(target, mixture).minSdrDb(), nothing));
        }
    }

    private static double[][] stems(StemSong song, int sources) throws IOException {
        int frames = Math.toIntExact(song.frames());
        double[][] stems = new double[sources][];
        for (int k = 0; k < sources; k++) {
            stems[k] = Signals.mean(song.read(k, 0, frames));
        }
        return stems;
    }

    private static double[][] negated(double[][] stems) {
        double[][] negated = new double[stems.length][stems[0].length];
        for (int k = 0; k < stems.length; k++) {
            for (int i = 0; i < stems[k].length; i++) {
                negated[k][i] = -stems[k][i];
            }
        }
        return negated;
    }

    private static double energy(double[] signal) {
        double energy = 0;
        for (double sample : signal) {
            energy += sample * sample;
        }
        return energy;
    }
}
