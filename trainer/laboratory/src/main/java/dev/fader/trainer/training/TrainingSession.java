package dev.fader.trainer.training;

import dev.fader.trainer.data.Fingerprint;
import dev.fader.trainer.data.RandomStreams;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TrainedValues;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.objective.TrainingPrograms;
import dev.fader.trainer.training.Training.Batch;
import dev.fader.trainer.training.Training.Material;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    private final Path folder;
    private final Path checkpoint;
    private final RunLock lock;
    private final TrainingPrograms programs;
    private final TrainingState began;
    private final BestWeights best;
    private @Nullable Opened opened;
    private @Nullable List<Batch> drawn;
    private long step;

    /** What the first step needs. */
    private record Opened(TrainingStep network, BatchQueue<Batch> batches, Material material, Fingerprint songs) {}

    /**
     * What a step did.
     *
     * @param step its number, from 0
     * @param measured what is recorded of it, by name
     */
    public record Taken(long step, double learningRate, Report report, Map<String, Double> measured) {}

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
        this.folder = Files.createDirectories(folder);
        this.checkpoint = folder.resolve("checkpoint.safetensors");
        this.programs = training.programs();
        this.lock = RunLock.take(folder);
        this.began = begin();
        this.step = began.step();
        this.best = new BestWeights(folder.resolve("best.safetensors"), training, began.bestSdrDb(), began.stale());
    }

    /** Where the folder stands; what writers that were killed have left there is removed. */
    private TrainingState begin() throws IOException {
        boolean begun = false;
        try {
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
                for (Path part : parts) {
                    Files.delete(part);
                }
            }
            TrainingState state = Files.exists(checkpoint)
                    ? TrainingState.read(checkpoint, training, programs.training())
                    : TrainingState.fresh(TrainedValues.of(programs.training(), training.firstWeights()));
            begun = true;
            return state;
        } finally {
            if (!begun) {
                lock.close();
            }
        }
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
        return step > 0 && step % training.rhythm().checkpointEvery() == 0;
    }

    /** The best weights so far, once there are any. */
    public Path best() {
        return best.file();
    }

    /** Of the best weights, in dB; −∞ before there are any. */
    public double bestSdrDb() {
        return best.sdrDb();
    }

    /** Validations since the best. */
    public int stale() {
        return best.stale();
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
     * Takes the next step.
     *
     * @throws ArithmeticException naming the examples, if it cannot be taken; the checkpoint is as it was, so that the run
     *     can go on from it with mended data
     */
    public Taken take() throws IOException, InterruptedException {
        draw();
        List<Batch> batches = drawn == null ? List.of() : drawn;
        double learningRate =
                training.step().learningRate().at(step, training.budget().steps());
        double clipNorm = training.step().clipNorm() > 0 ? training.step().clipNorm() : Double.POSITIVE_INFINITY;
        // what is dropped follows from the step, whoever takes it
        Torch.seed(RandomStreams.of(training.seed(), DROPOUT, step).nextInt());
        Report report = opened().network()
                .train(
                        learningRate,
                        clipNorm,
                        batches.stream().map(Batch::inputs).toList());
        requireTaken(report, batches);
        drawn = null;
        Map<String, Double> measured = new LinkedHashMap<>();
        measured.put("learning_rate", learningRate);
        measured.putAll(training.measured(report));
        measured.put("gradient_norm", report.gradientNorm());
        return new Taken(step++, learningRate, report, measured);
    }

    /** Measures the weights on the examples of validation, and keeps them if none were better. */
    public Validated validate() throws IOException {
        Map<String, Double> measured = new LinkedHashMap<>();
        TrainingStep network = opened().network();
        double sdrDb = opened().material().validate(network, measured);
        boolean better = best.offer(network, step, sdrDb, measured);
        return new Validated(sdrDb, measured, better);
    }

    /** Writes all that it takes to go on from here, but for the best weights, which have a file of their own. */
    public void writeCheckpoint() throws IOException {
        TrainingState state = began;
        if (opened != null) {
            state = new TrainingState(step, opened.network().values(), best.sdrDb(), best.stale(), opened.songs());
        }
        state.write(checkpoint, training.identity());
    }

    public Path checkpoint() {
        return checkpoint;
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.batches().close();
            opened.network().close();
        }
        lock.close();
    }

    private Opened opened() throws IOException {
        Opened now = opened;
        if (now == null) {
            Material material = training.open();
            Fingerprint songs = material.fingerprint();
            requireSameSongs(songs);
            now = new Opened(
                    new TrainingStep(programs, began.values(), training.step().averageDecay(), device),
                    new BatchQueue<>(material::batch, step * training.step().accumulate()),
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
                            .formatted(checkpoint, String.join("; ", differences)));
        }
    }

    private void requireTaken(Report report, List<Batch> batches) {
        if (!report.taken()) {
            throw new ArithmeticException(
                    "step %d cannot be taken: its loss is %s and its gradient's norm %s (0: nothing to learn from, as of silence); the examples are: %s"
                            .formatted(
                                    step,
                                    report.lossDb(),
                                    report.gradientNorm(),
                                    batches.stream().map(Batch::description).collect(Collectors.joining("; "))));
        }
    }
}
