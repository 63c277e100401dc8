package dev.fader.coordinator.sweep;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table sweep, and what its runs took. Every method works in the caller's transaction. */
final class SweepRows {

    private SweepRows() {}

    /** What the epochs of a run took, those that were superseded among them. */
    record Taken(int epochs, double seconds) {

        static final Taken NOTHING = new Taken(0, 0);
    }

    static void insert(Handle transaction, SweepId id, NewSweep sweep) {
        transaction
                .createUpdate("""
                        INSERT INTO sweep (id, name, tenant, spec, evaluation)
                        VALUES (:id, :name, :tenant, CAST(:spec AS jsonb), CAST(:evaluation AS jsonb))
                        """)
                .bind("id", id.uuid())
                .bind("name", sweep.name())
                .bind("tenant", sweep.tenant())
                .bind("spec", FaderJson.write(sweep.submitted()))
                .bind("evaluation", sweep.evaluation() == null ? null : FaderJson.write(sweep.evaluation()))
                .execute();
    }

    static Optional<SweepRow> find(Handle handle, SweepId id) {
        return handle.createQuery("SELECT * FROM sweep WHERE id = :id")
                .bind("id", id.uuid())
                .map((row, context) -> SweepRow.read(row))
                .findOne();
    }

    /** Newest first. @param before the last of the page before; null for the first page */
    static List<SweepRow> list(Handle handle, @Nullable String tenant, @Nullable SweepId before, int limit) {
        return handle.createQuery("""
                        SELECT * FROM sweep
                         WHERE (CAST(:tenant AS text) IS NULL OR tenant = :tenant)
                           AND (CAST(:before AS uuid) IS NULL OR id < CAST(:before AS uuid))
                         ORDER BY id DESC LIMIT :limit
                        """)
                .bind("tenant", tenant)
                .bind("before", before == null ? null : before.uuid())
                .bind("limit", limit)
                .map((row, context) -> SweepRow.read(row))
                .list();
    }

    static List<SweepId> underWay(Handle handle) {
        return handle.createQuery("SELECT id FROM sweep WHERE finished_at IS NULL ORDER BY id")
                .mapTo(UUID.class)
                .map(SweepId::new)
                .list();
    }

    /** For whoever comes first; empty when somebody has it, or it has ended. */
    static Optional<SweepRow> take(Handle transaction, SweepId id) {
        return transaction
                .createQuery("SELECT * FROM sweep WHERE id = :id AND finished_at IS NULL FOR UPDATE SKIP LOCKED")
                .bind("id", id.uuid())
                .map((row, context) -> SweepRow.read(row))
                .findOne();
    }

    static Map<RunId, Taken> taken(Handle handle, SweepId id) {
        Map<RunId, Taken> taken = new HashMap<>();
        handle.createQuery("""
                        SELECT run_id, count(*) AS epochs,
                               sum(CAST(run_epoch.result ->> 'seconds' AS double precision)) AS seconds
                          FROM run_epoch JOIN run ON run.id = run_id WHERE sweep_id = :id GROUP BY run_id
                        """)
                .bind("id", id.uuid())
                .map((row, context) -> Map.entry(
                        new RunId(row.getObject("run_id", UUID.class)),
                        new Taken(row.getInt("epochs"), row.getDouble("seconds"))))
                .forEach(entry -> taken.put(entry.getKey(), entry.getValue()));
        return taken;
    }

    static void rung(Handle transaction, SweepId id, int rung) {
        set(transaction, id, "rung = :value", rung);
    }

    static void pause(Handle transaction, SweepId id, boolean paused) {
        set(transaction, id, "paused = :value", paused);
    }

    static void outOfBudget(Handle transaction, SweepId id, String why) {
        set(transaction, id, "out_of_budget = :value", why);
    }

    static void report(Handle transaction, SweepId id, TaskId task) {
        set(transaction, id, "report_task = :value", task.uuid());
    }

    /** What it has not done it leaves undone. */
    static void cancel(Handle transaction, SweepId id) {
        set(transaction, id, "paused = :value, cancelled_at = coalesce(cancelled_at, now())", false);
    }

    static void finish(Handle transaction, SweepId id) {
        set(transaction, id, "paused = :value, finished_at = now()", false);
    }

    private static void set(Handle transaction, SweepId id, String assignment, Object value) {
        transaction
                .createUpdate("UPDATE sweep SET " + assignment + " WHERE id = :id")
                .bind("id", id.uuid())
                .bind("value", value)
                .execute();
    }
}
