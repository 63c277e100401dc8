package dev.fader.trainer.mixing;

import dev.fader.schemas.notation.Decibels;
import dev.fader.trainer.data.Fingerprint;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.MixerInputs;
import dev.fader.trainer.mixer.MixerPrograms;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.objective.TrainingPrograms;
import dev.fader.trainer.training.Training;
import dev.fader.trainer.training.TrainingConfig.Budget;
import dev.fader.trainer.training.TrainingConfig.LearningRate;
import dev.fader.trainer.training.TrainingConfig.Plateau;
import dev.fader.trainer.training.TrainingConfig.Rhythm;
import dev.fader.trainer.training.TrainingConfig.Schedule;
import dev.fader.trainer.training.TrainingConfig.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Trains a mixer on songs and what separators estimated of them. An epoch has every segment of every song once; the weights
 * with the least loss in validation are the best.
 */
public final class MixerTraining implements Training {

    /** So many songs of each split have estimates when a first look is taken. */
    public static final int SONGS_OF_A_FIRST_LOOK = 1;

    private final MixerConfig config;
    private final String dataName;
    private final MixerInputs channels;
    private final MixerShape shape;
    private final TrainingPrograms programs;
    private final EstimatedSongs learnt;
    private final EstimatedSongs validation;
    private final int songsRead;
    private final SegmentBatches examples;
    private final SegmentBatches validated;

    /**
     * Songs of a split, with the estimates of every separator.
     *
     * @param songs whose sources are the configuration's
     */
    public record EstimatedSongs(StemDataset songs, Ingredients estimates) {

        private SegmentBatches batches(MixerConfig config, int most) {
            return new SegmentBatches(config, estimates, songs.first(most));
        }
    }

    /** All that is needed to say what a run takes, with estimates of the first songs alone. */
    public MixerTraining firstLook() {
        return new MixerTraining(config, dataName, learnt, validation, SONGS_OF_A_FIRST_LOOK);
    }

    /**
     * @param learnt songs to learn from
     * @param validation songs that decide, with the same separators
     */
    public MixerTraining(MixerConfig config, String dataName, EstimatedSongs learnt, EstimatedSongs validation) {
        this(config, dataName, learnt, validation, Integer.MAX_VALUE);
    }

    private MixerTraining(
            MixerConfig config, String dataName, EstimatedSongs learnt, EstimatedSongs validation, int songsRead) {
        this.config = config;
        this.dataName = dataName;
        this.learnt = learnt;
        this.validation = validation;
        this.songsRead = songsRead;
        this.channels = learnt.estimates().channels();
        this.shape = MixerShape.of(config.weigher(), config.segment(), channels);
        this.programs = MixerPrograms.training(shape);
        this.examples = learnt.batches(config, Integer.MAX_VALUE);
        this.validated = validation.batches(config, Integer.MAX_VALUE);
    }

    @Override
    public String config() {
        return config.toJson();
    }

    /** The configuration, and the separators that lie behind its names. */
    @Override
    public String identity() {
        return config.toJson() + " " + channels.separators();
    }

    @Override
    public List<String> differences(String identity) throws IOException {
        String separators = String.valueOf(channels.separators());
        List<String> differences = new ArrayList<>();
        if (identity.endsWith(" " + separators)) {
            differences.addAll(config.differences(identity.substring(0, identity.length() - separators.length())));
        } else {
            differences.add("the separators were others than " + separators);
        }
        return differences;
    }

    @Override
    public String dataName() {
        return dataName;
    }

    @Override
    public TrainingPrograms programs(Device device) {
        return programs;
    }

    @Override
    public Step step() {
        return new Step(
                1,
                Precision.FP32,
                new LearningRate(config.learningRate(), Schedule.CONSTANT, 0, Plateau.STANDARD),
                0,
                0,
                0);
    }

    @Override
    public Budget budget() {
        return new Budget((long) config.epochs() * examples.count(), 0);
    }

    @Override
    public Rhythm rhythm() {
        return new Rhythm(examples.count(), validated.count(), config.checkpointEvery(), 0);
    }

    @Override
    public long seed() {
        return config.seed();
    }

    @Override
    public boolean beginsWithAModel() {
        return false;
    }

    @Override
    public Weights firstWeights() {
        return programs.training().initialWeights(new SplittableRandom(config.seed()));
    }

    /** @throws IOException if a song lacks estimates */
    @Override
    public Material open() throws IOException {
        return new Segments(
                learnt.batches(config, songsRead).open(),
                validation.batches(config, songsRead).open());
    }

    private final class Segments implements Material {

        private final SegmentBatches read;
        private final SegmentBatches measured;

        Segments(SegmentBatches read, SegmentBatches measured) {
            this.read = read;
            this.measured = measured;
        }

        @Override
        public Batch batch(long number) throws IOException {
            return read.shuffled(number);
        }

        @Override
        public Fingerprint fingerprint() throws IOException {
            return Fingerprint.of(Map.of("train", learnt.songs(), "validation", validation.songs()));
        }

        @Override
        public int songs() {
            return learnt.songs().songs().size();
        }

        @Override
        public int validationSongs() {
            return validation.songs().songs().size();
        }

        @Override
        public double validationShare() {
            return (double) measured.count() / validated.count();
        }

        /** Means over all segments: the loss decides. */
        @Override
        public double validate(TrainingStep network, Map<String, Double> entry) throws IOException {
            double loss = 0;
            double sdr = 0;
            long segments = 0;
            for (int i = 0; i < measured.count(); i++) {
                TrainingStep.Input[] inputs = measured.inOrder(i).inputs();
                Report report = network.evaluate(inputs);
                long size = inputs[0].dims()[0];
                loss += size * report.loss();
                sdr += size * report.remixSdrDb();
                segments += size;
            }
            entry.put("validation_loss", loss / segments);
            entry.put("validation_sdr_db", sdr / segments);
            return -Decibels.ofPower(loss / segments);
        }
    }

    @Override
    public Map<String, Double> measured(Report report) {
        Map<String, Double> measured = new LinkedHashMap<>();
        measured.put("loss", report.loss());
        measured.put("loss_db", report.lossDb());
        measured.put("sdr_db", report.remixSdrDb());
        return measured;
    }

    @Override
    public void write(Path file, Map<String, String> provenance, Weights weights) throws IOException {
        new MixerFile(channels, shape, provenance, weights).write(file);
    }
}
