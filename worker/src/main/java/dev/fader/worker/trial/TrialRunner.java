package dev.fader.worker.trial;

import dev.fader.queue.model.NewModel;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.CommitWrite;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.model.TrialResult;
import dev.fader.schemas.model.TrialSpec;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.foreign.SeparatorTrial;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.model.ModelRegister;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tries the file of a model: reads and loads it, and has it separate noise. Only one that passes is copied to where models
 * lie, and registered with the task's result, so that nothing is registered by half.
 */
final class TrialRunner implements TaskRunner<TrialSpec> {

    private static final String NO_MODEL = "no_model";
    private static final String NOT_AS_DESCRIBED = "not_as_described";

    private final ObjectStorage storage;
    private final SeparatorLoader loader;
    private final ScratchSpace space;
    private final NetworkTurn turn;
    private final NativeCalls calls;

    TrialRunner(
            ObjectStorage storage, SeparatorLoader loader, ScratchSpace space, NetworkTurn turn, NativeCalls calls) {
        this.calls = calls;
        this.storage = storage;
        this.loader = loader;
        this.space = space;
        this.turn = turn;
    }

    @Override
    public TaskKind<TrialSpec, ?> kind() {
        return TaskKinds.TRIAL;
    }

    @Override
    public Outcome run(TrialSpec spec, Claim claim, Attempt attempt) throws Exception {
        return AttemptOutcomes.of(() -> {
            try (Scratch scratch =
                    space.open(claim.task() + "-f" + claim.fence().value() + "-")) {
                Path file = fetch(spec, scratch, attempt);
                String sha256 = Sha256.of(file);
                if (spec.sha256() != null && !spec.sha256().equals(sha256)) {
                    throw new RefusedInput(
                            "damaged_model",
                            "%s has the SHA-256 %s, not %s"
                                    .formatted(storage.nameOf(spec.file()), sha256, spec.sha256()));
                }
                SeparatorFile model = read(file, spec);
                Tried tried = turn.take(
                                attempt, () -> calls.call("the trial of the model", () -> tried(model, attempt)))
                        .value();
                StoredObject object = storage.putOnce(file, ModelNames.key(sha256), sha256);
                return completion(spec, ModelRegister.described(model, object, tried.measurements()), tried);
            }
        });
    }

    private Path fetch(TrialSpec spec, Scratch scratch, Attempt attempt) throws IOException, RefusedInput {
        long bytes = storage.size(spec.file());
        scratch.reserve(bytes);
        Path file = scratch.file("model");
        storage.fetch(spec.file(), bytes, file, attempt::checkStop);
        return file;
    }

    private SeparatorFile read(Path file, TrialSpec spec) throws RefusedInput {
        try {
            return SeparatorFile.read(file);
        } catch (IOException e) {
            // the object's name says more than its copy's
            throw new RefusedInput(
                    NO_MODEL, String.valueOf(e.getMessage()).replace(file.toString(), storage.nameOf(spec.file())));
        }
    }

    private record Tried(SeparatorTrial trial, String device) {

        Map<String, Double> measurements() {
            return Map.of(
                    "seconds per chunk, in its trial",
                    trial.secondsPerChunk(),
                    "times real time, in its trial",
                    trial.timesRealtime(),
                    "dB of noise that its sources leave",
                    trial.residualDb());
        }
    }

    private Tried tried(SeparatorFile model, Attempt attempt) throws IOException, RefusedInput {
        try (Separator separator = loader.load(model)) {
            attempt.checkStop();
            return new Tried(SeparatorTrial.of(separator), separator.deviceName());
        } catch (IllegalArgumentException e) {
            throw new RefusedInput(NOT_AS_DESCRIBED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            if (AttemptOutcomes.mayBeTheData(e)) {
                throw new RefusedInput(NOT_AS_DESCRIBED, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static Completion completion(TrialSpec spec, NewModel model, Tried tried) {
        TrialResult result = new TrialResult(
                model.sha256(),
                spec.name(),
                model.architecture(),
                model.sources(),
                model.sampleRateHz(),
                tried.trial().secondsPerChunk(),
                tried.trial().timesRealtime(),
                tried.trial().residualDb(),
                tried.device());
        return Completion.of(TaskKinds.TRIAL, result, 1).with(registering(spec, model));
    }

    /** Whether the name was free is known for sure only here; a result that came too late for it says so. */
    private static CommitWrite registering(TrialSpec spec, NewModel model) {
        return (transaction, claim) -> {
            if (ModelRegister.enter(transaction, model, spec.name()).isEmpty()) {
                transaction
                        .createUpdate("UPDATE result SET result = result - 'alias' WHERE task_id = :task")
                        .bind("task", claim.task().uuid())
                        .execute();
            }
        };
    }
}
