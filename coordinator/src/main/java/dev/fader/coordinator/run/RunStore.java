package dev.fader.coordinator.run;

import dev.fader.coordinator.batch.BatchStore;
import dev.fader.coordinator.batch.NewBatch;
import dev.fader.coordinator.problem.Findings;
import dev.fader.queue.event.Outbox;
import dev.fader.queue.task.TaskCopy;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.RunEpochView;
import dev.fader.schemas.api.RunEvent;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.event.RunChanged;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.run.RunChange;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Runs in the database. A run shares its id with the batch that holds its tasks. */
@Singleton
public final class RunStore {

    private final Jdbi jdbi;

    public RunStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes a run and its first look, which goes before everything that waits. */
    static RunId insert(Handle transaction, NewRun run) {
        RunId id = RunId.create();
        BatchId batch = batchOf(id);
        NewRun.Origin origin = run.origin();
        BatchStore.insert(
                transaction,
                new NewBatch(
                        batch,
                        BatchKind.TRAINING,
                        run.tenant(),
                        TaskClass.TRAINING,
                        null,
                        run.priority(),
                        run.labels(),
                        Map.of(),
                        null,
                        null));
        transaction
                .createUpdate("""
                        INSERT INTO run (id, name, spec, keep_every, most_epochs, cloned_from, sweep_id, point)
                        VALUES (:id, :name, CAST(:spec AS jsonb), :keepEvery, :mostEpochs, CAST(:clonedFrom AS uuid),
                                CAST(:sweep AS uuid), CAST(:point AS jsonb))
                        """)
                .bind("id", id.uuid())
                .bind("name", run.name())
                .bind("spec", FaderJson.write(run.training()))
                .bind("keepEvery", run.keepEvery())
                .bind("mostEpochs", origin.mostEpochs())
                .bind(
                        "clonedFrom",
                        origin.clonedFrom() == null ? null : origin.clonedFrom().uuid())
                .bind("sweep", origin.sweep() == null ? null : origin.sweep().uuid())
                .bind("point", origin.point() == null ? null : origin.point().toString())
                .execute();
        look(transaction, id, run);
        BatchStore.complete(transaction, batch, 1, Findings.Kept.NOTHING);
        return id;
    }

    private static void look(Handle transaction, RunId id, NewRun run) {
        TaskCopy.Common common = new TaskCopy.Common(
                batchOf(id), TaskKinds.PREFLIGHT, TaskClass.INTERACTIVE, run.tenant(), run.priority());
        try (TaskCopy tasks = new TaskCopy(transaction, common)) {
            TaskId unused = tasks.add(0, new PreflightKind.Spec(id, run.training()), Map.of(), null);
            tasks.finish();
        }
    }

    public static BatchId batchOf(RunId run) {
        return new BatchId(run.uuid());
    }

    public Optional<RunView> find(RunId run) {
        return jdbi.withHandle(handle -> find(handle, run));
    }

    public static Optional<RunView> find(Handle handle, RunId run) {
        return handle.createQuery(RunRows.SELECT + " AND run.id = :id")
                .bind("id", run.uuid())
                .map((row, context) -> RunRows.read(row))
                .findOne();
    }

    /**
     * Newest first.
     *
     * @param labels that a run must have
     * @param before the last of the page before; null for the first page
     */
    List<RunView> list(@Nullable String tenant, Map<String, String> labels, @Nullable RunId before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(RunRows.SELECT + """
                          AND (CAST(:tenant AS text) IS NULL OR batch.tenant = :tenant)
                          AND (CAST(:before AS uuid) IS NULL OR run.id < CAST(:before AS uuid))
                          AND labels @> CAST(:labels AS jsonb)
                        ORDER BY run.id DESC LIMIT :limit
                        """)
                .bind("tenant", tenant)
                .bind("before", before == null ? null : before.uuid())
                .bind("labels", FaderJson.write(labels))
                .bind("limit", limit)
                .map((row, context) -> RunRows.read(row))
                .list());
    }

    /** In the order in which they were submitted. */
    public static List<RunView> ofSweep(Handle handle, SweepId sweep) {
        return handle.createQuery(RunRows.SELECT + " AND run.sweep_id = :sweep ORDER BY run.id")
                .bind("sweep", sweep.uuid())
                .map((row, context) -> RunRows.read(row))
                .list();
    }

    /** In the order in which they ended. */
    List<RunEpochView> epochs(RunId run) {
        return jdbi.withHandle(handle -> epochs(handle, run));
    }

    static List<RunEpochView> epochs(Handle handle, RunId run) {
        return handle.createQuery("""
                        SELECT task_id, result, superseded, removed, created_at FROM run_epoch
                         WHERE run_id = :run ORDER BY created_at, epoch
                        """)
                .bind("run", run.uuid())
                .map((row, context) -> new RunEpochView(
                        new TaskId(row.getObject("task_id", UUID.class)),
                        FaderJson.read(row.getString("result"), EpochKind.Result.class),
                        row.getBoolean("superseded"),
                        !row.getBoolean("removed"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<RunEvent> history(RunId run) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT at, actor, action, detail FROM run_history WHERE run_id = :run ORDER BY seq")
                .bind("run", run.uuid())
                .map((row, context) -> new RunEvent(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        RunChange.parse(row.getString("action")),
                        row.getString("detail")))
                .list());
    }

    /** Writes down what somebody did to a run, and tells of it. */
    public static void remember(
            Handle transaction, RunId run, String actor, RunChange change, @Nullable String detail) {
        transaction
                .createUpdate("INSERT INTO run_history (run_id, actor, action, detail)"
                        + " VALUES (:run, :actor, :action, :detail)")
                .bind("run", run.uuid())
                .bind("actor", actor)
                .bind("action", change.wireName())
                .bind("detail", detail)
                .execute();
        Outbox.add(transaction, List.of(new RunChanged(run, change, actor, detail, null)));
    }
}
