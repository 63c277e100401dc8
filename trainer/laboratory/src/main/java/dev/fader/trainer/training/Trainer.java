package dev.fader.trainer.training;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.Batch;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.ExampleSampler;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.NetworkPrograms;
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
        if (state.step() >= config.budget().steps() || isStale(state.stale())) {
            return best(); // without a look at the data, which may be slow to open
        }
        RunLog log = RunLog.open(run.resolve("log.ndjson"), state.step());
        double bestSdrDb = state.bestSdrDb();
        int stale = state.stale();
        double clipNorm = config.step().clipNorm() > 0 ? config.step().clipNorm() : Double.POSITIVE_INFINITY;
        List<Batch> validation = validationBatches();

        try (TrainingStep network = new TrainingStep(program, state.parameters(), state.adam(), device);
                BatchQueue batches = new BatchQueue(
                        sampler("train", config.seed())::batch,
                        state.step() * config.step().accumulate())) {
            boolean last = false;
            for (long step = state.step(); step < config.budget().steps() && !last; step++) {
                double learningRate = config.learningRateAt(step);

                List<Batch> batch = batches.take(config.step().accumulate());
                Report report = network.train(
                        learningRate,
                        clipNorm,
                        batch.stream().map(Trainer::inputs).toList());
                requireTaken(step, report, batch);
                progress.step(step, report, learningRate);

                last = step + 1 == config.budget().steps();
                Map<String, Object> entry = entry(step, learningRate, report);
                if ((step + 1) % config.rhythm().validateEvery() == 0 || last) {
                    double sdrDb = validate(network, validation, entry);
                    stale = sdrDb > bestSdrDb ? 0 : stale + 1;
                    last |= isStale(stale);
                    if (sdrDb > bestSdrDb) {
                        bestSdrDb = sdrDb;
                        save(program, network, step + 1, sdrDb);
                    }
                    progress.validated(step, sdrDb, bestSdrDb);
                }
                log.add(entry);
                if ((step + 1) % config.rhythm().checkpointEvery() == 0 || last) {
                    new TrainingState(step + 1, network.parameters(), network.adamState(), bestSdrDb, stale)
                            .write(checkpoint, config);
                }
            }
            progress.waited(batches.waited());
        }
        return best();
    }

    private Path best() {
        return run.resolve("best.safetensors");
    }

    private boolean isStale(int validations) {
        return config.budget().patience() > 0 && validations >= config.budget().patience();
    }

    private Weights firstWeights(Program program) throws IOException {
        return start == null
                ? program.initialWeights(new SplittableRandom(config.seed()))
                : ModelFile.read(start).weights();
    }

    private ExampleSampler sampler(String split, long seed) throws IOException {
        StemDataset dataset =
                data.open(split, config.data().sources(), config.data().sampleRateHz());
        return new ExampleSampler(
                dataset,
                config.data().examples(),
                config.data().batchSize(),
                config.data().sampleRateHz(),
                seed);
    }

    /** The same examples at every validation, of songs that training never sees. */
    private List<Batch> validationBatches() throws IOException {
        ExampleSampler sampler = sampler("validation", ~config.seed());
        Batch[] batches = new Batch[config.rhythm().validationBatches()];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = sampler.batch(i);
        }
        return List.of(batches);
    }

    /** @return mean SDR of the remix, in dB */
    private double validate(TrainingStep network, List<Batch> batches, Map<String, Object> entry) {
        double remix = 0;
        double[] sources = new double[config.data().sources().size()];
        for (Batch batch : batches) {
            Report report = network.evaluate(inputs(batch));
            remix += report.remixSdrDb() / batches.size();
            for (int k = 0; k < sources.length; k++) {
                sources[k] += report.sourceSdrDb()[k] / batches.size();
            }
        }
        entry.put("validation_remix_sdr_db", remix);
        for (int k = 0; k < sources.length; k++) {
            entry.put("validation_sdr_db_" + config.data().sources().get(k), sources[k]);
        }
        return remix;
    }

    private void save(Program program, TrainingStep network, long step, double sdrDb) throws IOException {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("training", config.toJson());
        provenance.put("data", data.name());
        provenance.put("steps", Long.toString(step));
        provenance.put("validation_remix_sdr_db", Double.toString(sdrDb));
        new ModelFile(
                        config.network(),
                        config.data().sources(),
                        config.data().sampleRateHz(),
                        provenance,
                        program.flatLayout().unpack(network.parameters()))
                .write(best());
    }

    private static Map<String, Object> entry(long step, double learningRate, Report report) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("step", step);
        entry.put("learning_rate", learningRate);
        entry.put("loss_db", report.lossDb());
        entry.put("remix_sdr_db", report.remixSdrDb());
        return entry;
    }

    /** The step was not taken and the checkpoint is not touched, so the run can go on from it with mended data. */
    private static void requireTaken(long step, Report report, List<Batch> batches) {
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

    private static Input[] inputs(Batch batch) {
        int b = batch.size();
        return new Input[] {
            new Input(NetworkPrograms.MIXTURE, batch.mixture(), b, 1, batch.samples()),
            new Input(RemixPrograms.SOURCES, batch.sources(), b, batch.sourceCount(), batch.samples()),
            new Input(NetworkPrograms.GAINS, batch.gains(), b, batch.sourceCount())
        };
    }
}
