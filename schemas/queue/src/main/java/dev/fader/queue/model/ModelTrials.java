package dev.fader.queue.model;

import dev.fader.queue.task.FailureColumns;
import dev.fader.queue.task.NextTasks;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.TrialSpec;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Trials of models as tasks, whoever brought the file. Every method works in the caller's transaction. */
public final class ModelTrials {

    /** Models are nobody's own. */
    private static final String TENANT = "default";

    private ModelTrials() {}

    /** A trial that was asked for. @param failure why it was refused, or what went wrong with it so far */
    public record Trial(
            TaskId task, TaskState state, @Nullable Failure failure) {}

    /** An operator waits for it. */
    public static TaskId begin(Handle transaction, TrialSpec spec) {
        return NextTasks.alone(transaction, TaskKinds.TRIAL, TaskClass.INTERACTIVE, TENANT, 0, spec);
    }

    /** Keeps others from beginning a trial of the same file until the transaction ends. */
    public static void lock(Handle transaction, String sha256) {
        transaction.execute("SELECT pg_advisory_xact_lock(hashtextextended('trial ' || ?, 0))", sha256);
    }

    /** The last one of a file whose hash was known when it was asked for. */
    public static Optional<Trial> last(Handle handle, String sha256) {
        return handle.createQuery("""
                        SELECT id, state, failure_class, failure_reason, failure_detail FROM task
                         WHERE kind = 'trial' AND spec ->> 'sha256' = :sha256 ORDER BY id DESC LIMIT 1
                        """)
                .bind("sha256", sha256)
                .map((row, context) -> new Trial(
                        new TaskId(row.getObject("id", UUID.class)),
                        TaskState.valueOf(row.getString("state")),
                        FailureColumns.read(row)))
                .findOne();
    }
}
