package dev.fader.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.coordinator.batch.BatchStore;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.queue.task.NextTask;
import dev.fader.queue.task.NextTasks;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BatchChange;
import dev.fader.schemas.api.CloneRun;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RunEpochView;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SubmitRun;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.run.Position;
import dev.fader.schemas.run.RunChange;
import dev.fader.schemas.run.TrainingSpec;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What people do to runs. Each change is in the run's history, with who made it. */
@Singleton
public final class RunChanges {

    private final Jdbi jdbi;
    private final RunCheck check;
    private final BatchStore batches;

    RunChanges(Jdbi jdbi, RunCheck check, BatchStore batches) {
        this.jdbi = jdbi;
        this.check = check;
        this.batches = batches;
    }

    RunView submit(SubmitRun sent, String actor) {
        return submit(sent, NewRun.Origin.SUBMITTED, actor, RunChange.SUBMITTED, null);
    }

    private RunView submit(
            SubmitRun sent, NewRun.Origin origin, String actor, RunChange change, @Nullable String detail) {
        return jdbi.inTransaction(transaction -> {
            RunId run = insert(transaction, sent, origin);
            RunStore.remember(transaction, run, actor, change, detail);
            return RunStore.find(transaction, run).orElseThrow();
        });
    }

    /** Looks for what is wrong with a run that a sweep would have. */
    public void check(Handle handle, SubmitRun sent, Findings findings) {
        NewRun unused = check.look(handle, sent, NewRun.Origin.SUBMITTED, findings);
    }

    /**
     * Queues a run of a sweep.
     *
     * @param point the values that it was given
     * @param mostEpochs it is held there until it is let on; null: it goes to its end
     */
    public RunId submit(
            Handle transaction,
            SubmitRun sent,
            SweepId sweep,
            JsonNode point,
            @Nullable Integer mostEpochs,
            String actor) {
        RunId run = insert(transaction, sent, new NewRun.Origin(null, sweep, point, mostEpochs));
        RunStore.remember(transaction, run, actor, RunChange.SUBMITTED, "by " + sweep);
        return run;
    }

    private RunId insert(Handle transaction, SubmitRun sent, NewRun.Origin origin) {
        return RunStore.insert(transaction, check.check(transaction, sent, origin));
    }

    public RunView pause(RunView run, boolean paused, String actor) {
        if (run.state().isFinal()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "%s is %s: a run that has ended can be restarted".formatted(run.id(), run.state()));
        }
        if (!paused && run.state() == RunState.HELD) {
            return letOn(run, actor);
        }
        batches.pause(RunStore.batchOf(run.id()), paused);
        return remembered(run, actor, paused ? RunChange.PAUSED : RunChange.RESUMED, null);
    }

    private RunView letOn(RunView run, String actor) {
        return jdbi.inTransaction(transaction -> {
            HeldRuns.letOn(transaction, run.id(), null, actor);
            return RunStore.find(transaction, run.id()).orElseThrow();
        });
    }

    RunView cancel(RunView run, String actor) {
        return jdbi.inTransaction(transaction -> {
            HeldRuns.end(
                    transaction,
                    run,
                    actor,
                    run.last() == null ? null : "after epoch " + run.last().epoch());
            return RunStore.find(transaction, run.id()).orElseThrow();
        });
    }

    RunView priority(RunView run, int priority, String actor) {
        batches.change(RunStore.batchOf(run.id()), new BatchChange(priority, null));
        return remembered(run, actor, RunChange.REPRIORITISED, "%d → %d".formatted(run.priority(), priority));
    }

    /** @param epoch after which it goes on; null: after the last that ended */
    RunView restart(RunView run, @Nullable Integer epoch, String actor) {
        if (!run.state().isFinal() && run.state() != RunState.HELD) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "%s is %s: cancel it first".formatted(run.id(), run.state()));
        }
        if (epoch == null && run.state() == RunState.FINISHED) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "%s has finished: say after which epoch it is to go on".formatted(run.id()));
        }
        return jdbi.inTransaction(transaction -> {
            // against the sweep of checkpoints
            int unused = transaction.execute(
                    "SELECT FROM run WHERE id = ? FOR NO KEY UPDATE", run.id().uuid());
            if (run.expected() == null) {
                follow(
                        transaction,
                        run.task(),
                        NextTask.of(TaskKinds.PREFLIGHT, new PreflightKind.Spec(run.id(), training(run)))
                                .in(TaskClass.INTERACTIVE));
            } else {
                goOnAfter(transaction, run, epoch);
            }
            RunStore.remember(
                    transaction, run.id(), actor, RunChange.RESTARTED, epoch == null ? null : "after epoch " + epoch);
            return RunStore.find(transaction, run.id()).orElseThrow();
        });
    }

    private static void goOnAfter(Handle transaction, RunView run, @Nullable Integer asked) {
        Map<Integer, RunEpochView> ended = new TreeMap<>();
        RunStore.epochs(transaction, run.id()).stream()
                .filter(epoch -> !epoch.superseded())
                .forEach(epoch -> ended.put(epoch.result().epoch(), epoch));
        int epoch =
                asked == null ? ended.keySet().stream().mapToInt(n -> n).max().orElse(0) : asked;
        RunEpochView after = ended.get(epoch);
        if (epoch != 0 && (after == null || !after.kept())) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "epoch %d of %s has no checkpoint any more, or not yet: kept are %s, and 0 is the beginning"
                            .formatted(
                                    epoch,
                                    run.id(),
                                    ended.values().stream()
                                            .filter(RunEpochView::kept)
                                            .map(kept -> kept.result().epoch())
                                            .toList()));
        }
        transaction
                .createUpdate("UPDATE run_epoch SET superseded = true WHERE run_id = :run AND epoch > :epoch")
                .bind("run", run.id().uuid())
                .bind("epoch", epoch)
                .execute();
        transaction
                .createUpdate("UPDATE run SET stopped = false, most_epochs = NULL WHERE id = :run")
                .bind("run", run.id().uuid())
                .execute();
        transaction
                .createUpdate("UPDATE batch SET paused = false WHERE id = :run")
                .bind("run", run.id().uuid())
                .execute();
        follow(
                transaction,
                run,
                run.task(),
                epoch + 1,
                after == null ? null : after.result().position());
    }

    static void follow(Handle transaction, RunView run, TaskId after, int epoch, @Nullable Position from) {
        follow(
                transaction,
                after,
                NextTask.of(TaskKinds.EPOCH, new EpochKind.Spec(run.id(), epoch, training(run), from))
                        .in(TaskClass.TRAINING));
    }

    private static void follow(Handle transaction, TaskId after, NextTask next) {
        NextTasks.insert(transaction, after, next);
    }

    private static TrainingSpec training(RunView run) {
        return new TrainingSpec(run.config(), run.data(), run.startModel(), run.separators());
    }

    RunView copy(RunView run, CloneRun changes, String actor) {
        JsonNode config =
                changes.changes() == null ? run.config() : merged(run.config().deepCopy(), changes.changes());
        Map<String, @Nullable String> labels = new HashMap<>(run.labels());
        SubmitRun sent = new SubmitRun(
                Objects.requireNonNullElse(changes.name(), run.name()),
                run.tenant(),
                Objects.requireNonNullElse(changes.data(), run.data().name()),
                config,
                run.startModel(),
                run.separators().isEmpty() ? null : new HashMap<>(run.separators()),
                Objects.requireNonNullElse(changes.priority(), run.priority()),
                changes.labels() == null ? labels : changes.labels(),
                run.keepEvery());
        return submit(
                sent,
                new NewRun.Origin(run.id(), null, null, null),
                actor,
                RunChange.CLONED,
                "from %s%s".formatted(run.id(), changes.changes() == null ? "" : " with " + changes.changes()));
    }

    /** RFC 7396; the target changes. */
    public static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes) || !(target instanceof ObjectNode object)) {
            return patch;
        }
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                object.remove(change.getKey());
            } else {
                object.set(change.getKey(), merged(object.path(change.getKey()), change.getValue()));
            }
        });
        return object;
    }

    void delete(RunView run) {
        if (!batches.delete(RunStore.batchOf(run.id()))) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "%s is %s: cancel it first".formatted(run.id(), run.state()));
        }
    }

    private RunView remembered(RunView run, String actor, RunChange change, @Nullable String detail) {
        return jdbi.inTransaction(transaction -> {
            RunStore.remember(transaction, run.id(), actor, change, detail);
            return RunStore.find(transaction, run.id()).orElseThrow();
        });
    }
}
