package dev.fader.worker.evaluate;

import dev.fader.queue.model.ModelRows;
import dev.fader.queue.model.NewModel;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.evaluation.EvaluateResult;
import dev.fader.schemas.evaluation.EvaluateResult.Measured;
import dev.fader.schemas.evaluation.EvaluateResult.ResultFile;
import dev.fader.schemas.evaluation.EvaluateSpec;
import dev.fader.schemas.evaluation.Protocol;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.MeasuredModel;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.dataset.DataFault;
import dev.fader.worker.dataset.Songs;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.device.Turns;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.model.ModelRegister;
import dev.fader.worker.model.SeparatorLoader;
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
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures the best weights of a run, as {@code fader trainer experiment} does, stores what was found, and registers them
 * as a model.
 */
final class EvaluateRunner implements TaskRunner<EvaluateSpec> {

    private static final String RESULTS = "results";
    private static final String MODEL = "best.safetensors";

    private final Songs songs;
    private final ObjectStorage storage;
    private final ScratchSpace space;
    private final NetworkTurn turn;
    private final Device device;
    private final Measuring remixes;
    private final Measuring separations;

    EvaluateRunner(
            Songs songs,
            ObjectStorage storage,
            ScratchSpace space,
            NetworkTurn turn,
            Device device,
            SeparatorLoader loader) {
        this.songs = songs;
        this.storage = storage;
        this.space = space;
        this.turn = turn;
        this.device = device;
        this.remixes = new RemixMeasuring(device);
        this.separations = new SeparationMeasuring(loader);
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
                SeparatorFile model = SeparatorFile.read(file);
                Protocol protocol = spec.protocol() == null ? protocolOf(model) : spec.protocol();
                Path folder = Files.createDirectories(scratch.file(RESULTS));
                Turns turns = new Turns(turn, attempt);
                List<Measured> measured;
                try (Songs.Held held = songs.hold(spec.data(), Set.of(spec.split()), attempt)) {
                    measured = measure(new Measuring.Asked(spec, file, model, held, folder, turns, attempt), protocol);
                }
                Duration worked = Duration.ofNanos(System.nanoTime() - start).minus(turns.waited());
                EvaluateResult result = new EvaluateResult(
                        spec.model().sha256(),
                        protocol,
                        measured,
                        store(folder, files),
                        device.toString(),
                        worked.toNanos() / 1e9);
                NewModel registered = registered(spec, file, model, result);
                return Completion.of(
                                TaskKinds.EVALUATE, result, measured.getFirst().songs())
                        .with((transaction, committed) -> ModelRows.register(transaction, registered));
            }
        });
    }

    /** What measures what a model was trained to do. */
    private static Protocol protocolOf(SeparatorFile model) throws IOException {
        return switch (model) {
            case SeparatorFile.Network(ModelFile network) ->
                MeasuredModel.separates(network) && network.sources().contains(VocalResult.VOCALS)
                        ? Protocol.HTMD
                        : Protocol.PAPER;
            case SeparatorFile.Mixer mixer -> Protocol.MDX;
            case SeparatorFile.Foreign foreign -> Protocol.MDX;
        };
    }

    private List<Measured> measure(Measuring.Asked asked, Protocol protocol) throws IOException, RefusedInput {
        try {
            return switch (protocol) {
                case PAPER -> remixes.measure(asked, protocol);
                case HTMD, MDX -> separations.measure(asked, protocol);
            };
        } catch (IOException e) {
            throw DataFault.refusal(new IOException(
                    "split '%s' of '%s'"
                            .formatted(asked.spec().split(), asked.spec().data().name()),
                    e));
        }
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
    private NewModel registered(EvaluateSpec spec, Path file, SeparatorFile model, EvaluateResult result)
            throws IOException {
        StoredObject object = storage.putOnce(file, ModelNames.key(result.model()), result.model());
        Map<String, Double> measurements = new LinkedHashMap<>();
        String on = "%s/%s".formatted(spec.data().name(), spec.split());
        for (Measured one : result.measured()) {
            if (one.rule() == null) {
                one.sdrDb().forEach((source, value) -> {
                    if (value != null) {
                        measurements.put(
                                "sdr_db of %s on %s, %s"
                                        .formatted(source, on, result.protocol().wireName()),
                                value);
                    }
                });
            } else if (one.minSdrDb() != null) {
                measurements.put("min_sdr_db on %s, %s remix".formatted(on, one.rule()), one.minSdrDb());
            }
        }
        return ModelRegister.described(model, object, Map.of())
                .trainedBy(spec.run(), null, spec.trainedOn(), measurements);
    }
}
