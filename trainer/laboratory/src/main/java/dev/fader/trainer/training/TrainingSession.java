package dev.fader.trainer.training;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.ExampleBatch;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TrainedValues;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.objective.TrainingPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run in memory, taken forward step by step by whoever decides when. It begins at the checkpoint of its folder, if one
 * is there, and can write the next at any step: however a run is cut into sessions, its weights are the same to the last
 * digit. Data set and network are opened by the first step. Not for several threads at once.
 */
public final class TrainingSession implements AutoCloseable {

    private final TrainingConfig config;
    private final DataLocation data;
    private final Device device;
    private final Path checkpoint;
    private final @Nullable Path start;
    private final TrainingPrograms programs;
    private final TrainingState began;
    private final BestWeights best;
    private @Nullable Opened opened;
    private @Nullable List<ExampleBatch> drawn;
    private long step;

    /** What the first step needs. */
    private record Opened(
            TrainingStep network,
            BatchQueue<ExampleBatch> batches,
            Validation validation,
            int songs,
            int validationSongs) {}

    /**
     * What a step did.
     *
     * @param step its number, from 0
     */
    public record Taken(long step, double learningRate, Report report) {}

    /**
     * What a validation found.
     *
     * @param sdrDb the figure that decides, in dB
     * @param all mean SDRs by name, in dB
     * @param better whether the best weights are now these
     */
    public record Validated(double sdrDb, Map<String, Double> all, boolean better) {}

    /**
     * @param folder of the run: {@code checkpoint.safetensors}, {@code best.safetensors}
     * @param start model to take the first weights from; without it they are drawn from the seed
     * @throws IOException if the checkpoint is damaged or belongs to another configuration
     */
    public TrainingSession(TrainingConfig config, DataLocation data, Path folder, @Nullable Path start, Device device)
            throws IOException {
        this.config = config;
        this.data = data;
        this.device = device;
        this.start = start;
        this.checkpoint = Files.createDirectories(folder).resolve("checkpoint.safetensors");
        this.programs = TrainingPrograms.of(
                config.network(),
                config.objective(),
                new Target(Form.PLAIN, config.step().precision()));
        this.began = Files.exists(checkpoint)
                ? TrainingState.read(checkpoint, config.toJson(), programs.training())
                : TrainingState.fresh(TrainedValues.of(programs.training(), firstWeights()));
        this.step = began.step();
        this.best = new BestWeights(
                folder.resolve("best.safetensors"), config, data.name(), began.bestSdrDb(), began.stale());
    }

    public TrainingConfig config() {
        return config;
    }

    /** The next step to take. */
    public long step() {
        return step;
    }

    /** Whether the budget is spent. */
    public boolean spent() {
        return step >= config.budget().steps();
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
        return step > 0 && (step % config.rhythm().validateEvery() == 0 || spent());
    }

    public boolean checkpointDue() {
        return step > 0 && step % config.rhythm().checkpointEvery() == 0;
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
            drawn = opened().batches().take(config.step().accumulate());
        }
    }

    /** How many songs are learnt from. */
    public int songs() throws IOException {
        return opened().songs();
    }

    /** How many songs are validated on. */
    public int validationSongs() throws IOException {
        return opened().validationSongs();
    }

    /**
     * Takes the next step.
     *
     * @throws ArithmeticException naming the examples, if it cannot be taken; the checkpoint is as it was, so that the run
     *     can go on from it with mended data
     */
    public Taken take() throws IOException, InterruptedException {
        draw();
        List<ExampleBatch> batch = drawn == null ? List.of() : drawn;
        double learningRate = config.learningRateAt(step);
        double clipNorm = config.step().clipNorm() > 0 ? config.step().clipNorm() : Double.POSITIVE_INFINITY;
        Report report = opened().network()
                .train(
                        learningRate,
                        clipNorm,
                        batch.stream().map(TrainingInputs::of).toList());
        requireTaken(report, batch);
        drawn = null;
        return new Taken(step++, learningRate, report);
    }

    /** Measures the weights on the examples of validation, and keeps them if none were better. */
    public Validated validate() throws IOException {
        Map<String, Double> measured = new LinkedHashMap<>();
        TrainingStep network = opened().network();
        double sdrDb = opened().validation().measure(network, measured);
        boolean better = best.offer(network, step, sdrDb, measured);
        return new Validated(sdrDb, measured, better);
    }

    /** Writes all that it takes to go on from here, but for the best weights, which have a file of their own. */
    public void writeCheckpoint() throws IOException {
        TrainingState state = began;
        if (opened != null) {
            state = new TrainingState(step, opened.network().values(), best.sdrDb(), best.stale());
        }
        state.write(checkpoint, config.toJson());
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
    }

    private Opened opened() throws IOException {
        Opened now = opened;
        if (now == null) {
            StemDataset validated = songs("validation");
            Validation validation = Validation.draw(config, validated);
            StemDataset songs = songs("train");
            now = new Opened(
                    new TrainingStep(programs, began.values(), config.step().averageDecay(), device),
                    new BatchQueue<>(
                            config.sampler(songs)::batch, step * config.step().accumulate()),
                    validation,
                    songs.songs().size(),
                    validated.songs().size());
            opened = now;
        }
        return now;
    }

    private StemDataset songs(String split) throws IOException {
        return data.open(split, config.data().sources(), config.data().sampleRateHz());
    }

    private Weights firstWeights() throws IOException {
        if (start == null) {
            return programs.training().initialWeights(new SplittableRandom(config.seed()));
        }
        ModelFile model = ModelFile.read(start);
        // tensors of one shape may mean something else: another hop, other masks, sources in another order
        if (!model.network().equals(config.network())
                || !model.sources().equals(config.data().sources())
                || model.sampleRateHz() != config.data().sampleRateHz()) {
            throw new IOException("%s is %s for %s at %d Hz; the configuration is %s for %s at %d Hz: make them alike"
                    .formatted(
                            start,
                            model.network(),
                            model.sources(),
                            model.sampleRateHz(),
                            config.network(),
                            config.data().sources(),
                            config.data().sampleRateHz()));
        }
        return model.weights();
    }

    private void requireTaken(Report report, List<ExampleBatch> batches) {
        if (!report.taken()) {
            throw new ArithmeticException(
                    "step %d cannot be taken: its loss is %s and its gradient's norm %s (0: nothing to learn from, as of silence); the examples are: %s"
                            .formatted(
                                    step,
                                    report.lossDb(),
                                    report.gradientNorm(),
                                    batches.stream()
                                            .map(ExampleBatch::description)
                                            .collect(Collectors.joining("; "))));
        }
    }
}
