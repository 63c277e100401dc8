package dev.fader.trainer.training;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.ExampleBatch;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.objective.RemixPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Trains a remixer from a data set; started again in the same folder it goes on where it stopped. */
public final class Trainer {

    private final TrainingConfig config;
    private final DataLocation data;
    private final Path run;
    private final @Nullable Path start;
    private final Device device;
    private final TrainingProgress progress;

    /**
     * @param run folder of the run: {@code checkpoint.safetensors}, {@code best.safetensors}, {@code log.ndjson}
     * @param start model to take the first weights from; without it they are drawn from the seed
     */
    public Trainer(
            TrainingConfig config,
            DataLocation data,
            Path run,
            @Nullable Path start,
            Device device,
            TrainingProgress progress) {
        this.config = config;
        this.data = data;
        this.run = run;
        this.start = start;
        this.device = device;
        this.progress = progress;
    }

    /** Runs to the last step, or until nothing gets better. @return the best weights, which are also in {@code best.safetensors} */
    public Path train() throws IOException, InterruptedException {
        Program program = RemixPrograms.training(
                config.network(), config.objective(), config.step().precision());
        Files.createDirectories(run);
        Path checkpoint = run.resolve("checkpoint.safetensors");
        TrainingState state = Files.exists(checkpoint)
                ? TrainingState.read(checkpoint, config, program.flatLayout())
                : TrainingState.fresh(program.flatLayout().pack(firstWeights(program)));
        BestWeights best = new BestWeights(
                run.resolve("best.safetensors"),
                config,
                data.name(),
                program.flatLayout(),
                state.bestSdrDb(),
                state.stale());
        if (state.step() >= config.budget().steps() || best.hopeless()) {
            return best.file(); // without a look at the data, which may be slow to open
        }
        RunLog log = RunLog.open(run.resolve("log.ndjson"), state.step());
        double clipNorm = config.step().clipNorm() > 0 ? config.step().clipNorm() : Double.POSITIVE_INFINITY;
        Validation validation = Validation.draw(config, songs("validation"));

        try (TrainingStep network = network(program, state);
                BatchQueue batches = new BatchQueue(
                        config.sampler(songs("train"))::batch,
                        state.step() * config.step().accumulate())) {
            if (state.step() == 0 && start != null) {
                Map<String, Object> entry = new LinkedHashMap<>(Map.of("step", -1));
                entry.putAll(validate(0, network, validation, best));
                log.add(entry);
            }
            boolean last = false;
            for (long step = state.step(); step < config.budget().steps() && !last; step++) {
                double learningRate = config.learningRateAt(step);

                List<ExampleBatch> batch = batches.take(config.step().accumulate());
                Report report = network.train(
                        learningRate,
                        clipNorm,
                        batch.stream().map(TrainingInputs::of).toList());
                requireTaken(step, report, batch);
                progress.step(step, report, learningRate);

                last = step + 1 == config.budget().steps();
                Map<String, Object> entry = entry(step, learningRate, report);
                if ((step + 1) % config.rhythm().validateEvery() == 0 || last) {
                    entry.putAll(validate(step + 1, network, validation, best));
                    last |= best.hopeless();
                }
                log.add(entry);
                if ((step + 1) % config.rhythm().checkpointEvery() == 0 || last) {
                    state(step + 1, network, best).write(checkpoint, config);
                }
            }
            progress.waited(batches.waited());
        }
        return best.file();
    }

    private TrainingStep network(Program program, TrainingState state) {
        return new TrainingStep(
                program, state.parameters(), state.adam(), config.step().averageDecay(), state.average(), device);
    }

    private TrainingState state(long nextStep, TrainingStep network, BestWeights best) {
        float[] average = config.step().averageDecay() > 0 ? network.forUse() : null;
        return new TrainingState(
                nextStep, network.parameters(), average, network.adamState(), best.sdrDb(), best.stale());
    }

    /** @param steps taken so far @return what was measured, for the log */
    private Map<String, Object> validate(long steps, TrainingStep network, Validation validation, BestWeights best)
            throws IOException {
        Map<String, Object> measured = new LinkedHashMap<>();
        double sdrDb = validation.measure(network, measured);
        best.offer(network, steps, sdrDb, measured);
        progress.validated(steps, sdrDb, best.sdrDb());
        return measured;
    }

    private Weights firstWeights(Program program) throws IOException {
        if (start == null) {
            return program.initialWeights(new SplittableRandom(config.seed()));
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

    private StemDataset songs(String split) throws IOException {
        return data.open(split, config.data().sources(), config.data().sampleRateHz());
    }

    private static Map<String, Object> entry(long step, double learningRate, Report report) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("step", step);
        entry.put("learning_rate", learningRate);
        entry.put("loss_db", report.lossDb());
        entry.put("remix_sdr_db", report.remixSdrDb());
        entry.put("gradient_norm", report.gradientNorm());
        return entry;
    }

    /** The step was not taken and the checkpoint is not touched, so the run can go on from it with mended data. */
    private static void requireTaken(long step, Report report, List<ExampleBatch> batches) {
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
