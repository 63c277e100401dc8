package dev.fader.worker.train;

import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Completion;
import dev.fader.queue.task.NextTask;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.training.Training;
import dev.fader.trainer.training.TrainingSession;
import dev.fader.trainer.training.TrainingSession.Taken;
import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.dataset.DataFault;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks whether a run can be trained: its data are there, its network is built, steps are taken and one validation made.
 * What they took is what the run is to be expected to take. If all is well, the first epoch follows.
 */
final class PreflightRunner implements TaskRunner<PreflightKind.Spec> {

    /** The first builds what the others use. */
    private static final int STEPS_MEASURED = 2;

    private final RunFolders folders;
    private final NetworkTurn turn;
    private final String device;

    PreflightRunner(RunFolders folders, NetworkTurn turn, String device) {
        this.folders = folders;
        this.turn = turn;
        this.device = device;
    }

    @Override
    public TaskKind<PreflightKind.Spec, ?> kind() {
        return TaskKinds.PREFLIGHT;
    }

    @Override
    public Outcome run(PreflightKind.Spec spec, Claim claim, Attempt attempt) throws Exception {
        return AttemptOutcomes.of(() -> {
            try (RunFolder folder = folders.look(spec.run(), spec.training(), claim, attempt)) {
                PreflightKind.Result result =
                        turn.take(attempt, () -> look(spec, folder.session())).value();
                return Completion.of(TaskKinds.PREFLIGHT, result, 1)
                        .then(List.of(
                                NextTask.of(TaskKinds.EPOCH, new EpochKind.Spec(spec.run(), 1, spec.training(), null))
                                        .in(TaskClass.TRAINING)));
            } catch (ArithmeticException e) {
                throw new RefusedInput("no_step", String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                throw new RefusedInput("bad_config", String.valueOf(e.getMessage()));
            }
        });
    }

    private PreflightKind.Result look(PreflightKind.Spec spec, TrainingSession session)
            throws IOException, InterruptedException, RefusedInput {
        long before = residentBytes();
        Taken first = step(session);
        long began = System.nanoTime();
        int steps = 0;
        while (steps < STEPS_MEASURED && !session.spent()) {
            Taken unused = step(session);
            steps++;
        }
        double perStep = steps == 0 ? 0 : (System.nanoTime() - began) / 1e9 / steps;
        long validationBegan = System.nanoTime();
        TrainingSession.Validated unused = session.validate();
        double validation = (System.nanoTime() - validationBegan) / 1e9 / session.validationShare();
        Training training = session.training();
        long perEpoch =
                Math.min(training.rhythm().validateEvery(), training.budget().steps());
        return new PreflightKind.Result(
                session.parameters(),
                session.songs(),
                session.validationSongs(),
                Math.ceilDiv(training.budget().steps(), perEpoch),
                perEpoch,
                first.report().lossDb(),
                perStep,
                perStep * perEpoch + validation,
                Math.max(0, residentBytes() - before),
                device,
                codeVersion(),
                signature(spec, training));
    }

    private static Taken step(TrainingSession session) throws IOException, InterruptedException, RefusedInput {
        try {
            Taken taken = session.take();
            Report unused = taken.report(); // its time is measured to its end
            return taken;
        } catch (IOException e) {
            throw DataFault.refusal(e);
        }
    }

    private static String signature(PreflightKind.Spec spec, Training training) throws IOException {
        String all = training.identity()
                + spec.training().data().manifest().sha256()
                + spec.training().startModel();
        return Sha256.of(new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)), () -> {});
    }

    private static String codeVersion() {
        String version = PreflightRunner.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static long residentBytes() throws IOException {
        Path status = Path.of("/proc/self/statm");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Long.parseLong(Files.readString(status).split(" ", -1)[1]) * 4096;
    }
}
