package dev.fader.trainer.training;

import dev.fader.trainer.data.Fingerprint;
import dev.fader.trainer.data.RandomStreams;
import dev.fader.trainer.engine.BegunStep;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.StagedBatch;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.objective.TrainingPrograms;
import dev.fader.trainer.training.Training.Batch;
import dev.fader.trainer.training.Training.Material;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in memory, taken forward step by step by whoever decides when. It begins at the checkpoint of its folder, if one
 * is there, and can write the next at any step: however a run is cut into sessions, its weights are the same to the last
 * digit. Songs and network are opened by the first step. Not for several threads at once.
 */
public final class TrainingSession implements AutoCloseable {

    /** Apart from the streams that order examples. */
    private static final long DROPOUT = 2;

    private final Training training;
    private final Device device;
    private final RunFolder folder;
    private final TrainingPrograms programs;
    private final TrainingState began;
    private final BestWeights best;
    private @Nullable Opened opened;
    private @Nullable List<Staged> drawn;
    private @Nullable Taken last;
    private long step;

    /** What the first step needs. */
    private record Opened(
            TrainingStep network, BatchQueue<Batch, Staged> batches, Material material, Fingerprint songs) {}

    /** Examples on the device, and where they are from. */
    private record Staged(StagedBatch batch, String description) {}

    /** A step that the device was given. Who asks what it did waits for it; the next can be given first. */
    public final class Taken {

        private final long number;
        private final double rate;
        private final BegunStep begun;
        private final List<String> examples;

        private Taken(long number, double rate, BegunStep begun, List<String> examples) {
            this.number = number;
            this.rate = rate;
            this.begun = begun;
            this.examples = examples;
        }

        /** Its number, from 0. */
        public long step() {
            return number;
        }

        public double learningRate() {
            return rate;
        }

        /** @throws ArithmeticException naming the examples, if it could not be taken */
        public Report report() {
            Report report = begun.report();
            if (!report.taken()) {
                throw new ArithmeticException(
                        "step %d cannot be taken: its loss is %s and its gradient's norm %s (0: nothing to learn from, as of silence); the examples are: %s"
                                .formatted(
                                        number, report.lossDb(), report.gradientNorm(), String.join("; ", examples)));
            }
            return report;
        }

        /** Waits for it. @throws ArithmeticException as {@link #report} */
        void await() {
            requireTaken(this);
        }

        /** What is recorded of it, by name. @throws ArithmeticException as {@link #report} */
        public Map<String, Double> measured() {
            Map<String, Double> measured = new LinkedHashMap<>();
            measured.put("learning_rate", rate);
            measured.putAll(training.measured(report()));
            measured.put("gradient_norm", report().gradientNorm());
            return measured;
        }
    }

    /**
     * What a validation found.
     *
     * @param sdrDb the figure that decides, in dB
     * @param all what was measured, by name
     * @param better whether the best weights are now these
     */
    public record Validated(double sdrDb, Map<String, Double> all, boolean better) {}

    /**
     * @param folder of the run: {@code checkpoint.safetensors}, {@code best.safetensors}
     * @throws IOException if the checkpoint is damaged or belongs to another configuration, or another process has the folder
     */
    public TrainingSession(Training training, Path folder, Device device) throws IOException {
        this.training = training;
        this.device = device;
        this.programs = training.programs(device);
        this.folder = RunFolder.open(folder);
        this.began = this.folder.begin(training, programs.training());
        this.step = began.step();
        this.best = new BestWeights(this.folder.best(), training, began.standing());
    }

    public Training training() {
        return training;
    }

    /** The next step to take. */
    public long step() {
        return step;
    }

    /** Whether the budget is spent. */
    public boolean spent() {
        return step >= training.budget().steps();
    }

    /** Whether nothing better has come for as long as the run was to wait for it. */
    public boolean hopeless() {
        return best.hopeless();
    }

    public boolean ended() {
        return spent() || hopeless();
    }

    /** Whether the step that was taken last ends an epoch: the steps from one validation to the next. */
    public boolean epochEnded() {
        return step > 0 && (step % training.rhythm().validateEvery() == 0 || spent());
    }

    public boolean checkpointDue() {
        return step > 0 && step % training.rhythm().checkpointEvery() == 0 || keepDue();
    }

    private boolean keepDue() {
        long every = training.rhythm().keepEvery();
        return step > 0 && every > 0 && step % every == 0;
    }

    /** Keeps the checkpoint that has just been written, where one is to stay. */
    public void keep() throws IOException {
        if (keepDue()) {
            folder.keep(step);
        }
    }

    /** The best weights so far, once there are any. */
    public Path best() {
        return best.file();
    }

    /** Of the best weights, in dB; −∞ before there are any. */
    public double bestSdrDb() {
        return best.standing().bestSdrDb();
    }

    /** Validations since the best. */
    public int stale() {
        return best.standing().stale();
    }

    public long parameters() {
        return programs.training().flatLayout().length();
    }

    /** How long steps had to wait for examples so far. */
    public Duration waited() {
        return opened == null ? Duration.ZERO : opened.batches().waited();
    }

    /** Draws the examples of the next step, so that the step itself waits for nothing. */
    public void draw() throws IOException, InterruptedException {
        if (drawn == null) {
            drawn = opened().batches().take(training.step().accumulate());
        }
    }

    /** How many songs are learnt from. */
    public int songs() throws IOException {
        return opened().material().songs();
    }

    /** How many songs are validated on. */
    public int validationSongs() throws IOException {
        return opened().material().validationSongs();
    }

    /** Of the examples of a validation, those that {@link #validate} measures. */
    public double validationShare() throws IOException {
        return opened().material().validationShare();
    }

    /**
     * Takes the next step, and waits for the one before.
     *
     * @throws ArithmeticException naming the examples, if the one before could not be taken; the checkpoint is as it was, so
     *     that the run can go on from it with mended data
     */
    public Taken take() throws IOException, InterruptedException {
        draw();
        List<Staged> batches = drawn == null ? List.of() : drawn;
        double learningRate = training.step()
                .learningRate()
                .at(step, training.budget().steps(), best.standing().reductions());
        double clipNorm = training.step().clipNorm() > 0 ? training.step().clipNorm() : Double.POSITIVE_INFINITY;
        // what is dropped follows from the step, whoever takes it
        Torch.seed(RandomStreams.of(training.seed(), DROPOUT, step).nextInt());
        BegunStep begun = opened().network()
                .begin(
                        learningRate,
                        clipNorm,
                        batches.stream().map(Staged::batch).toList());
        batches.forEach(staged -> staged.batch().close());
        drawn = null;
        Taken before = last;
        Taken taken = new Taken(
                step++,
                learningRate,
                begun,
                batches.stream().map(Staged::description).toList());
        last = taken;
        requireTaken(before);
        return taken;
    }

    private static void requireTaken(@Nullable Taken step) {
        if (step != null) {
            Report unused = step.report();
        }
    }

    /** Measures the weights on the examples of validation, and keeps them if none were better. */
    public Validated validate() throws IOException {
        requireTaken(last);
        Map<String, Double> measured = new LinkedHashMap<>();
        TrainingStep network = opened().network();
        double sdrDb = opened().material().validate(network, measured);
        boolean better = best.offer(network, step, sdrDb, measured);
        return new Validated(sdrDb, measured, better);
    }

    /** Writes all that it takes to go on from here, but for the best weights, which have a file of their own. */
    public void writeCheckpoint() throws IOException {
        requireTaken(last);
        TrainingState state = began;
        if (opened != null) {
            state = new TrainingState(step, opened.network().values(), best.standing(), began.began(), opened.songs());
        }
        state.write(folder.checkpoint(), training);
    }

    public Path checkpoint() {
        return folder.checkpoint();
    }

    @Override
    public void close() {
        try {
            if (opened != null) {
                opened.batches().close();
                opened.network().close();
            }
        } finally {
            folder.close();
        }
    }

    private Opened opened() throws IOException {
        Opened now = opened;
        if (now == null) {
            Material material = training.open();
            Fingerprint songs = material.fingerprint();
            requireSameSongs(songs);
            TrainingStep network = new TrainingStep(
                    programs,
                    began.values(),
                    training.step().averageDecay(),
                    training.step().weightDecay(),
                    device);
            now = new Opened(
                    network,
                    new BatchQueue<>(
                            material::batch,
                            batch -> new Staged(network.stage(batch.inputs()), batch.description()),
                            step * training.step().accumulate()),
                    material,
                    songs);
            opened = now;
        }
        return now;
    }

    private void requireSameSongs(Fingerprint now) throws IOException {
        List<String> differences =
                began.songs() == null ? List.of() : began.songs().differences(now);
        if (!differences.isEmpty()) {
            throw new IOException(
                    "%s belongs to a run with other songs: %s. Go on with the songs that it has learnt from, or give this run its own folder"
                            .formatted(folder.checkpoint(), String.join("; ", differences)));
        }
    }
}
