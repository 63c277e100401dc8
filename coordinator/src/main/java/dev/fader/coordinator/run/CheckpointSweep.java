package dev.fader.coordinator.run;

import dev.fader.coordinator.storage.StoredObjects;
import dev.fader.queue.loop.Loop;
import dev.fader.queue.sql.Sql;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.schemas.run.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes checkpoints that nobody will go on from: kept are the last of a run, that of its best epoch, and every n-th.
 * Weights stay while a kept epoch names them as its best. An epoch is marked first, so that nobody goes on from it, and
 * its objects go without a lock on the run, whose epochs want to end meanwhile; a turn that is cut short is made up for by
 * the next.
 */
final class CheckpointSweep implements Loop.Turn {

    private static final int RUNS_AT_ONCE = 100;

    private final Jdbi jdbi;
    private final StoredObjects objects;

    CheckpointSweep(Jdbi jdbi, StoredObjects objects) {
        this.jdbi = jdbi;
        this.objects = objects;
    }

    private record Epoch(TaskId task, Position position, boolean kept) {

        Stream<String> keys() {
            return Stream.concat(Stream.of(position.checkpoint()), Stream.ofNullable(position.best()))
                    .map(StoredObject::key);
        }
    }

    @Override
    public void take() {
        List<UUID> runs = jdbi.withHandle(handle -> handle.createQuery(KEPT + """
                        SELECT DISTINCT run_id FROM judged WHERE NOT kept LIMIT :most
                        """)
                .bind("most", RUNS_AT_ONCE)
                .mapTo(UUID.class)
                .list());
        runs.forEach(this::sweep);
    }

    private static final String KEPT = """
            WITH ranked AS (
                 SELECT run_epoch.*, keep_every,
                        max(epoch) OVER whole AS last,
                        first_value(epoch) OVER (PARTITION BY run_id, superseded
                              ORDER BY CAST(result ->> 'validationSdrDb' AS double precision) DESC, epoch) AS best
                   FROM run_epoch JOIN run ON run.id = run_id
                 WINDOW whole AS (PARTITION BY run_id, superseded)),
            judged AS (
                 SELECT run_id, task_id, result,
                        NOT removed AND NOT superseded
                            AND (epoch = last OR epoch = best OR epoch % keep_every = 0) AS kept
                   FROM ranked WHERE NOT swept)
            """;

    private void sweep(UUID run) {
        List<Epoch> epochs = jdbi.inTransaction(handle -> mark(handle, run));
        Set<String> needed = new HashSet<>();
        epochs.stream().filter(Epoch::kept).flatMap(Epoch::keys).forEach(needed::add);
        List<Epoch> swept = epochs.stream().filter(epoch -> !epoch.kept()).toList();
        List<String> keys = new ArrayList<>();
        swept.stream().flatMap(Epoch::keys).filter(key -> !needed.contains(key)).forEach(keys::add);
        objects.remove(keys);
        jdbi.useHandle(handle -> set(handle, "swept", swept));
    }

    /** Decides, against whoever ends an epoch or goes on from one at this moment. */
    private static List<Epoch> mark(Handle handle, UUID run) {
        UUID unused = handle.createQuery("SELECT id FROM run WHERE id = :run FOR NO KEY UPDATE")
                .bind("run", run)
                .mapTo(UUID.class)
                .one();
        List<Epoch> epochs = handle.createQuery(KEPT + "SELECT task_id, result, kept FROM judged WHERE run_id = :run")
                .bind("run", run)
                .map((row, context) -> new Epoch(
                        new TaskId(row.getObject("task_id", UUID.class)),
                        FaderJson.read(row.getString("result"), EpochKind.Result.class)
                                .position(),
                        row.getBoolean("kept")))
                .list();
        set(handle, "removed", epochs.stream().filter(epoch -> !epoch.kept()).toList());
        return epochs;
    }

    private static void set(Handle handle, String mark, List<Epoch> epochs) {
        handle.createUpdate("UPDATE run_epoch SET <mark> = true WHERE task_id = ANY(:tasks)")
                .define("mark", mark)
                .bindArray(
                        "tasks",
                        UUID.class,
                        Sql.column(epochs, epoch -> epoch.task().uuid()))
                .execute();
    }
}
