package dev.fader.trainer.evaluation;

import dev.fader.schemas.notation.Decibels;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.metrics.FrameSdr;
import dev.fader.trainer.metrics.LoudnessDifference;
import dev.fader.trainer.metrics.RemixQuality;
import dev.fader.trainer.metrics.Silence;
import dev.fader.trainer.metrics.StemLevels;
import dev.fader.trainer.remix.DifferenceNetwork;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The paper's gains on whole songs, mono: one source at a time is moved by −24…+24 dB in steps of 3 dB. The estimates come
 * from the same chunked path that remixes catalogues.
 */
public final class Evaluator {

    private final List<String> sources;
    private final int sampleRateHz;
    private final Estimates estimates;
    private final Extent extent;

    /**
     * What is measured beside the remixes.
     *
     * @param bothPolarities each song also upside down, which a network should not notice
     * @param leaks each song also without each source, to hear what is taken for it
     */
    public record Extent(boolean bothPolarities, boolean leaks) {}

    public Evaluator(DifferenceNetwork network, Extent extent) {
        this.sources = network.sources();
        this.sampleRateHz = network.sampleRateHz();
        this.estimates = new Estimates(network);
        this.extent = extent;
    }

    /** @param afterSong takes the name of each song that is done */
    public Evaluation evaluate(StemDataset dataset, Consumer<String> afterSong) throws IOException {
        EvaluationTally tally = new EvaluationTally(sources, GainGrid.decibels());
        for (StemSong song : dataset.songs()) {
            double[][] stems = estimates.stems(song);
            double[] upright = measure(stems, tally);
            tally.silent((int) Arrays.stream(upright).filter(Double::isNaN).count());
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

    /**
     * One song by itself, for those who share the device with others: its means are its own values.
     *
     * @param seconds of it at most, from its middle
     */
    public Evaluation evaluate(StemSong song, double seconds) throws IOException {
        EvaluationTally tally = new EvaluationTally(sources, GainGrid.decibels());
        double[] sdrDb = measure(estimates.stems(song, seconds), tally);
        tally.silent((int) Arrays.stream(sdrDb).filter(Double::isNaN).count());
        return tally.evaluation(1);
    }

    /**
     * One remix to listen to, mono.
     *
     * @param mixture the input
     * @param target what the stems themselves give
     * @param remix the network's
     */
    @SuppressWarnings("ArrayRecordComponent") // signals are handed over whole and never compared
    public record Listening(double[] mixture, double[] target, double[] remix) {}

    /** Moves one source of a song. @param seconds of it at most, from its middle */
    public Listening listen(StemSong song, double seconds, String source, double gainDb) throws IOException {
        double[][] stems = estimates.stems(song, seconds);
        double[] mixture = Signals.sum(stems);
        double change = Decibels.toAmplitude(gainDb) - 1;
        double[] target = new double[mixture.length];
        double[] remix = new double[mixture.length];
        Signals.addScaled(mixture, change, stems[sources.indexOf(source)], target);
        Signals.addScaled(
                mixture, change, estimates.of(mixture, List.of(source)).getFirst(), remix);
        return new Listening(mixture, target, remix);
    }

    /** @return SDR of each source in dB; NaN where it is silent: moved or not, it says nothing */
    private double[] measure(double[][] stems, EvaluationTally tally) throws IOException {
        double[] mixture = Signals.sum(stems);
        int[] sounding = Silence.in(mixture).sounding(stems);
        double[] sdrDb = new double[stems.length];
        double[] framesDb = new double[stems.length];
        Arrays.fill(sdrDb, Double.NaN);
        Arrays.fill(framesDb, Double.NaN);
        if (sounding.length > 0) {
            List<double[]> separated = estimates.of(mixture);
            double[][] heard = Arrays.stream(sounding).mapToObj(k -> stems[k]).toArray(double[][]::new);
            double[][] given = Arrays.stream(sounding).mapToObj(separated::get).toArray(double[][]::new);
            StemLevels levels = new StemLevels(heard);
            double[] medians = FrameSdr.medians(heard, given, sampleRateHz);
            for (int i = 0; i < sounding.length; i++) {
                sdrDb[sounding[i]] = RemixQuality.of(heard[i], given[i]).sdrDb();
                framesDb[sounding[i]] = medians[i];
                move(sounding[i], heard[i], mixture, given[i], levels, tally);
            }
        }
        tally.separated(sdrDb, framesDb);
        return sdrDb;
    }

    /** What the network takes for each source where it is not, relative to what is there, in dB. */
    private double[] leaks(double[][] stems) throws IOException {
        double[] mixture = Signals.sum(stems);
        double[] leaksDb = new double[stems.length];
        for (int k = 0; k < stems.length; k++) {
            double[] without = new double[mixture.length];
            Signals.addScaled(mixture, -1, stems[k], without);
            double[] taken = estimates.of(without, List.of(sources.get(k))).getFirst();
            leaksDb[k] = Signals.levelDb(taken, without);
        }
        return leaksDb;
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

    private static double[][] negated(double[][] stems) {
        double[][] negated = new double[stems.length][stems[0].length];
        for (int k = 0; k < stems.length; k++) {
            for (int i = 0; i < stems[k].length; i++) {
                negated[k][i] = -stems[k][i];
            }
        }
        return negated;
    }
}
