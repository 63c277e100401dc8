package dev.fader.coordinator.run;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.queue.task.Changes;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.run.RunChange;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What becomes of runs that have come as far as they were let. Every method works in the caller's transaction. */
public final class HeldRuns {

    private static final int EVERY_TASK = 1000;

    private HeldRuns() {}

    /** Lets a run that is held go on. @param mostEpochs where it is held again; null: it goes to its end */
    public static void letOn(Handle transaction, RunId id, @Nullable Integer mostEpochs, String actor) {
        RunView run = locked(transaction, id);
        EpochKind.Result last = Objects.requireNonNull(run.last());
        transaction
                .createUpdate("UPDATE run SET most_epochs = :most WHERE id = :run")
                .bind("most", mostEpochs)
                .bind("run", id.uuid())
                .execute();
        RunChanges.follow(transaction, run, run.task(), last.epoch() + 1, last.position());
        RunStore.remember(transaction, id, actor, RunChange.CONTINUED, "after epoch " + last.epoch());
    }

    /** Leaves a run where it is held. @param why for its history */
    public static void stop(Handle transaction, RunId id, String actor, @Nullable String why) {
        RunView unused = locked(transaction, id);
        transaction
                .createUpdate("UPDATE run SET stopped = true WHERE id = :run")
                .bind("run", id.uuid())
                .execute();
        RunStore.remember(transaction, id, actor, RunChange.STOPPED, why);
    }

    /** Ends a run wherever it is: what waits at once, what runs at its next step. @param why for its history */
    public static void end(Handle transaction, RunView run, String actor, @Nullable String why) {
        if (run.state() == RunState.HELD) {
            stop(transaction, run.id(), actor, why);
            return;
        }
        if (!run.state().isFinal()) {
            RunStore.remember(transaction, run.id(), actor, RunChange.CANCELLING, why);
        }
        Changes.Step unused = Changes.change(
                transaction, Changes.Change.CANCEL, TaskFilter.of(RunStore.batchOf(run.id())), null, null, EVERY_TASK);
    }

    /** Two may want it to go on at once. */
    private static RunView locked(Handle transaction, RunId id) {
        transaction
                .createQuery("SELECT id FROM run WHERE id = :run FOR NO KEY UPDATE")
                .bind("run", id.uuid())
                .mapTo(String.class)
                .list();
        RunView run = RunStore.find(transaction, id).orElseThrow();
        if (run.state() != RunState.HELD) {
            throw new ProblemException(ProblemType.CONFLICT, "%s is %s, not held".formatted(id, run.state()));
        }
        return run;
    }
}
