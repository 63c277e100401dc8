package dev.fader.worker.train;

import dev.fader.queue.model.ModelRows;
import dev.fader.queue.model.NewModel;
import dev.fader.queue.run.EpochEnd;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Completion;
import dev.fader.queue.task.NextTask;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.EpochKind.End;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.run.Position;
import dev.fader.trainer.training.TrainingSession;
import dev.fader.trainer.training.TrainingSession.Validated;
import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.dataset.DataFault;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.StopReason;
import dev.fader.worker.lease.Unyielding;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains an epoch: step by step from where the run, or an earlier attempt, has left it, then a validation, then the
 * checkpoint from which the next epoch goes on. The device is taken for a moment at a time, so that no remix waits for
 * longer; who is asked to make room does so at the next step.
 */
final class EpochRunner implements TaskRunner<EpochKind.Spec> {

    /**
     * @param turn how long the device is kept before others have their turn
     * @param checkpointEvery how much work a crash may cost
     * @param recordEvery how far curves may lag behind
     */
    record Rhythm(Duration turn, Duration checkpointEvery, Duration recordEvery) {}

    private final RunFolders folders;
    private final Checkpoints checkpoints;
    private final RunJournal journal;
    private final NetworkTurn turn;
    private final Rhythm rhythm;
    private final String device;

    EpochRunner(
            RunFolders folders,
            Checkpoints checkpoints,
            RunJournal journal,
            NetworkTurn turn,
            Rhythm rhythm,
            String device) {
        this.folders = folders;
        this.checkpoints = checkpoints;
        this.journal = journal;
        this.turn = turn;
        this.rhythm = rhythm;
        this.device = device;
    }

    @Override
    public TaskKind<EpochKind.Spec, ?> kind() {
        return TaskKinds.EPOCH;
    }

    @Override
    public Outcome run(EpochKind.Spec spec, Claim claim, Attempt attempt) throws Exception {
        return AttemptOutcomes.of(() -> {
            Position saved = journal.saved(claim).orElse(null);
            Position from = saved == null ? spec.from() : saved;
            RunFolder folder = folders.take(spec.run(), spec.training(), from, claim, attempt);
            try {
                Completion completion = new Work(spec, claim, attempt, folder, saved).train();
                folders.giveBack(folder);
                return completion;
            } catch (AttemptStopped stopped) {
                if (stopped.reason() == StopReason.YIELD) {
                    // it was saved, and may well go on here
                    folders.giveBack(folder);
                } else {
                    folder.close();
                }
                throw stopped;
            } catch (ArithmeticException e) {
                folder.close();
                throw new RefusedInput("no_step", String.valueOf(e.getMessage()));
            } catch (Exception | Error e) {
                folder.close();
                throw e;
            }
        });
    }

    /** One attempt at an epoch. */
    private final class Work {

        private final EpochKind.Spec spec;
        private final Claim claim;
        private final Attempt attempt;
        private final RunFolder folder;
        private final TrainingSession session;
        private final EpochRecords records;
        private final int number;
        private final long began = System.nanoTime();
        private final double waitedBefore;
        private @Nullable Position saved;
        private long savedAt = System.nanoTime();
        private long recordedAt = System.nanoTime();

        Work(EpochKind.Spec spec, Claim claim, Attempt attempt, RunFolder folder, @Nullable Position saved) {
            this.spec = spec;
            this.claim = claim;
            this.attempt = attempt;
            this.folder = folder;
            this.session = folder.session();
            this.records = new EpochRecords(stepsPerEpoch());
            this.waitedBefore = waited();
            this.saved = saved;
            this.number = journal.begin(claim, spec.run(), session.step());
        }

        Completion train() throws Exception {
            long firstStep = (spec.epoch() - 1) * stepsPerEpoch();
            long lastStep = Math.min(
                    firstStep + stepsPerEpoch(), session.training().budget().steps());
            try {
                while (session.step() < lastStep) {
                    draw();
                    NetworkTurn.Taken<Long> taken = turn.take(attempt, () -> steps(lastStep));
                    attempt.progress(taken.value() - firstStep, lastStep - firstStep);
                    if (session.step() < lastStep) {
                        betweenTurns();
                    }
                }
            } catch (AttemptStopped stopped) {
                if (stopped.reason() == StopReason.YIELD || stopped.reason() == StopReason.SHUTDOWN) {
                    save();
                }
                throw stopped;
            }
            return end(
                    firstStep,
                    turn.take(new Unyielding(attempt), session::validate).value());
        }

        private long stepsPerEpoch() {
            return session.training().rhythm().validateEvery();
        }

        /** Reads ahead while others have the device. */
        private void draw() throws IOException, InterruptedException, RefusedInput {
            try {
                session.draw();
            } catch (IOException e) {
                throw DataFault.refusal(e);
            }
        }

        /** Steps until it is somebody else's turn. @return the next step */
        private long steps(long lastStep) throws IOException, InterruptedException {
            long until = System.nanoTime() + rhythm.turn().toNanos();
            do {
                attempt.checkStop();
                records.add(session.take());
            } while (session.step() < lastStep && System.nanoTime() - until < 0);
            return session.step();
        }

        /** Never at the last step: whoever goes on has a step to take, which its validation is recorded with. */
        private void betweenTurns() throws IOException {
            long now = System.nanoTime();
            if (now - savedAt > rhythm.checkpointEvery().toNanos()) {
                save();
            } else if (now - recordedAt > rhythm.recordEvery().toNanos()) {
                journal.record(claim, spec.run(), number, records.take());
                recordedAt = now;
            }
        }

        private void save() throws IOException {
            Position before = saved;
            Position now = store("point");
            journal.save(claim, spec.run(), number, now, records.take());
            folder.stored(now);
            saved = now;
            savedAt = System.nanoTime();
            recordedAt = savedAt;
            if (before != null
                    && !before.checkpoint().key().equals(now.checkpoint().key())) {
                checkpoints.remove(before.checkpoint());
            }
        }

        /** @param name one for points, another for the end, so that neither overwrites what the other names */
        private Position store(String name) throws IOException {
            session.writeCheckpoint();
            return new Position(
                    session.step(),
                    checkpoints.put(session.checkpoint(), claim, name, session.step()),
                    folder.storedBest());
        }

        private Completion end(long firstStep, Validated validated) throws IOException {
            records.add(validated, session);
            Position stored = store("checkpoint");
            Position position = validated.better()
                    ? new Position(
                            stored.step(),
                            stored.checkpoint(),
                            checkpoints.put(session.best(), claim, "best", session.step()))
                    : stored;
            double seconds = (System.nanoTime() - began) / 1e9;
            double waited = waited() - waitedBefore;
            records.add("epoch_seconds", session.step() - 1, seconds);
            EpochKind.Result result = new EpochKind.Result(
                    spec.epoch(),
                    firstStep,
                    position,
                    validated.sdrDb(),
                    session.bestSdrDb(),
                    session.stale(),
                    validated.all(),
                    seconds,
                    waited,
                    device,
                    session.ended() ? session.spent() ? End.BUDGET : End.PATIENCE : null);
            folder.stored(position);
            NextTask next = NextTask.of(
                    TaskKinds.EPOCH, new EpochKind.Spec(spec.run(), spec.epoch() + 1, spec.training(), position));
            Completion ended = Completion.of(TaskKinds.EPOCH, result, session.step() - firstStep);
            if (session.ended()) {
                NewModel model = TrainedModel.store(
                        session.best(),
                        spec.run(),
                        spec.training().data(),
                        Map.of("validation_sdr_db", session.bestSdrDb()),
                        checkpoints.storage());
                ended = ended.with((transaction, by) -> ModelRows.register(transaction, model));
            }
            Completion completion = ended.with(RunJournal.recording(spec.run(), number, records.take()))
                    .with(new EpochEnd(spec.run(), result, session.ended() ? null : next));
            return session.ended() ? completion : completion.goingOnWith(next.id());
        }

        private double waited() {
            return session.waited().toNanos() / 1e9;
        }
    }
}
