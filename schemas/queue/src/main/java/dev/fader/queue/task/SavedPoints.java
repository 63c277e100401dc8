package dev.fader.queue.task;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Where the next attempt at a task may go on, for tasks that are too long to begin anew. */
public final class SavedPoints {

    private SavedPoints() {}

    /** Keeps a point in place of the one before. @return whether the lease still held; if not, nothing was written */
    public static boolean save(Handle transaction, Claim claim, Object point) {
        return Claims.hold(transaction, claim)
                && transaction
                                .createUpdate("""
                                        INSERT INTO saved_point (task_id, fence, point)
                                        VALUES (:task, :fence, CAST(:point AS jsonb))
                                        ON CONFLICT (task_id) DO UPDATE SET fence = excluded.fence,
                                               point = excluded.point, saved_at = now()
                                        """)
                                .bind("task", claim.task().uuid())
                                .bind("fence", claim.fence().value())
                                .bind("point", FaderJson.write(point))
                                .execute()
                        == 1;
    }

    /** The last point of a task, if it has one. */
    public static <P> Optional<P> last(Handle handle, TaskId task, Class<P> type) {
        return handle.createQuery("SELECT point FROM saved_point WHERE task_id = :task")
                .bind("task", task.uuid())
                .mapTo(String.class)
                .findOne()
                .map(json -> FaderJson.read(json, type));
    }
}
