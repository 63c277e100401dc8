package dev.fader.worker.evaluate;

import dev.fader.queue.model.ModelRows;
import dev.fader.queue.model.NewModel;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.evaluation.EvaluateResult;
import dev.fader.schemas.evaluation.EvaluateResult.Measured;
import dev.fader.schemas.evaluation.EvaluateResult.ResultFile;
import dev.fader.schemas.evaluation.EvaluateSpec;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.MeasuredModel;
import dev.fader.trainer.evaluation.NetworkSeparator;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.ResultFolder;
import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.dataset.DataFault;
import dev.fader.worker.dataset.Songs;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.model.ModelRegister;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the best weights of a run by the paper's protocol, as {@code fader trainer experiment} does, stores what was
 * found, and registers them as a model.
 */
final class EvaluateRunner implements TaskRunner<EvaluateSpec> {

    private static final String RESULTS = "results";
    private static final String MODEL = "best.safetensors";

    private final Songs songs;
    private final ObjectStorage storage;
    private final ScratchSpace space;
    private final NetworkTurn turn;
    private final Device device;

    EvaluateRunner(Songs songs, ObjectStorage storage, ScratchSpace space, NetworkTurn turn, Device device) {
        this.songs = songs;
        this.storage = storage;
        this.space = space;
        this.turn = turn;
        this.device = device;
    }

    @Override
    public TaskKind<EvaluateSpec, ?> kind() {
        return TaskKinds.EVALUATE;
    }

    @Override
    public Outcome run(EvaluateSpec spec, Claim claim, Attempt attempt) throws Exception {
        return AttemptOutcomes.of(() -> {
            long start = System.nanoTime();
            try (Scratch scratch =
                    space.open(claim.task() + "-f" + claim.fence().value() + "-")) {
                AttemptFiles files = new AttemptFiles(storage, scratch, claim, attempt);
                Path file = files.fetch(spec.model(), MODEL);
                ModelFile model = ModelFile.read(file);
                Path folder = Files.createDirectories(scratch.file(RESULTS));
                Found found = measure(spec, file, model, folder, attempt);
                Duration worked = Duration.ofNanos(System.nanoTime() - start).minus(found.waited());
                EvaluateResult result = new EvaluateResult(
                        spec.model().sha256(),
                        found.results().stream().map(EvaluateRunner::measured).toList(),
                        store(folder, files),
                        device.toString(),
                        worked.toNanos() / 1e9);
                NewModel registered = registered(spec, file, model, result);
                return Completion.of(
                                TaskKinds.EVALUATE,
                                result,
                                found.results().getFirst().songs().size())
                        .with((transaction, committed) -> ModelRows.register(transaction, registered));
            }
        });
    }

    private record Found(List<ProtocolResult> results, Duration waited) {}

    private Found measure(EvaluateSpec spec, Path file, ModelFile model, Path folder, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException {
        MeasuredModel measured = MeasuredModel.of(file, model, spec.trainedOn());
        try (Songs.Held held = songs.hold(spec.data(), Set.of(spec.split()), attempt);
                NetworkSeparator network = NetworkSeparator.load(model, device)) {
            TurnSeparator separator = new TurnSeparator(network, turn, attempt);
            return new Found(measure(spec, measured, separator, held, folder, attempt), separator.waited());
        }
    }

    private static List<ProtocolResult> measure(
            EvaluateSpec spec,
            MeasuredModel model,
            TurnSeparator separator,
            Songs.Held held,
            Path folder,
            Attempt attempt)
            throws IOException, RefusedInput {
        try {
            StemDataset dataset =
                    held.open(spec.data(), spec.split(), spec.songs(), separator.sources(), separator.sampleRateHz());
            Progress progress = new Progress(attempt, dataset.songs().size());
            return new ResultFolder(folder)
                    .measure(
                            spec.run().toString(),
                            model,
                            separator,
                            dataset,
                            spec.data().name(),
                            spec.split(),
                            progress::done);
        } catch (IOException e) {
            throw DataFault.refusal(new IOException(
                    "split '%s' of '%s'".formatted(spec.split(), spec.data().name()), e));
        }
    }

    /** Songs that are done, of how many. */
    private static final class Progress {
        private final Attempt attempt;
        private final int total;
        private int done;

        Progress(Attempt attempt, int total) {
            this.attempt = attempt;
            this.total = total;
        }

        void done(String song) {
            attempt.progress(++done, total);
            attempt.checkStop();
        }
    }

    private static Measured measured(ProtocolResult result) {
        Map<String, @Nullable Double> sdrDb = new LinkedHashMap<>();
        result.sources()
                .forEach(source ->
                        sdrDb.put(source.source(), finite(source.sdrDb().mean())));
        ProtocolResult.Overall overall = result.overall();
        return new Measured(
                result.remix().name().toLowerCase(Locale.ROOT),
                result.songs().size(),
                finite(overall.minSdrWithoutZeroDb().mean()),
                finite(overall.minSdrDoNothingWithoutZeroDb().mean()),
                finite(overall.ldDb().mean()),
                sdrDb);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static List<ResultFile> store(Path folder, AttemptFiles files) throws IOException {
        List<ResultFile> stored = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(file).toString();
                stored.add(new ResultFile(name, files.put(file, name)));
            }
        }
        return stored;
    }

    /** So that it can be promoted, and that its measurements are found with it. */
    private NewModel registered(EvaluateSpec spec, Path file, ModelFile model, EvaluateResult result)
            throws IOException {
        StoredObject object = storage.putOnce(file, ModelNames.key(result.model()), result.model());
        Map<String, Double> measurements = new LinkedHashMap<>();
        for (Measured one : result.measured()) {
            if (one.minSdrDb() != null) {
                measurements.put(
                        "min_sdr_db on %s/%s, %s remix".formatted(spec.data().name(), spec.split(), one.rule()),
                        one.minSdrDb());
            }
        }
        return ModelRegister.described(model, object).trainedBy(spec.run(), null, spec.trainedOn(), measurements);
    }
}
