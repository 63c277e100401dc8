package dev.fader.bench.contender;

import dev.fader.queue.task.Changes;
import dev.fader.queue.task.TaskCopy;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.PingKind;
import dev.fader.schemas.kind.TaskKinds;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * Fader's own queue: pings of class {@code batch}, written as the coordinator writes submissions, dispatched, claimed,
 * run and committed by the real services. It is told not to work by pausing the class.
 */
public final class Ours implements Contender, Probed {

    private static final int AT_ONCE = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BenchDatabase database;
    private final String configuration;
    private final AtomicLong submitted = new AtomicLong();
    private final List<TaskId> probes = new ArrayList<>();

    public Ours(BenchDatabase database, String configuration) {
        this.database = database;
        this.configuration = configuration;
        stop();
    }

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public String configuration() {
        return configuration;
    }

    @Override
    public void fill(int waiting) {
        long missing = waiting - database.count("SELECT count(*) FROM task WHERE state = 'READY'");
        while (missing > 0) {
            int some = Math.toIntExact(Math.min(missing, AT_ONCE));
            submit(some);
            missing -= some;
        }
        database.execute("VACUUM (ANALYZE) task", "VACUUM (ANALYZE) result", "VACUUM (ANALYZE) event", "CHECKPOINT");
    }

    @Override
    public void submit(int tasks) {
        submit(TaskClass.BATCH, "bench", tasks);
    }

    @Override
    public boolean probesPassOthers() {
        return true;
    }

    /** One of the class that is never paused here, so that nothing stands before it. */
    @Override
    public void probe() {
        probes.add(submit(TaskClass.INTERACTIVE, "probe", 1));
    }

    private TaskId submit(TaskClass taskClass, String tenant, int tasks) {
        BatchId batch = BatchId.create();
        TaskId last = database.jdbi().inTransaction(handle -> {
            handle.execute(
                    "INSERT INTO batch (id, tenant, class, priority, size) VALUES (?, ?, ?, 0, ?)",
                    batch.uuid(),
                    tenant,
                    taskClass.wireName(),
                    tasks);
            try (TaskCopy copy =
                    new TaskCopy(handle, new TaskCopy.Common(batch, TaskKinds.PING, taskClass, tenant, 0))) {
                PingKind.Spec ping = new PingKind.Spec(0);
                TaskId id = copy.add(0, ping, Map.of(), null);
                for (int item = 1; item < tasks; item++) {
                    id = copy.add(item, ping, Map.of(), null);
                }
                copy.finish();
                return id;
            }
        });
        submitted.addAndGet(tasks);
        return last;
    }

    /** From the beginning of the transaction that submits to that of the statement that claims. */
    @Override
    public List<Double> claimMillis() throws InterruptedException {
        UUID[] ids = probes.stream().map(TaskId::uuid).toArray(UUID[]::new);
        probes.clear();
        await("the probes are claimed", "SELECT count(*) FROM task WHERE id = ANY(?) AND started_at IS NULL", (Object)
                ids);
        return database.jdbi()
                .withHandle(handle ->
                        handle.select("""
                        SELECT CAST(1000 * extract(epoch FROM started_at - created_at) AS double precision) FROM task
                         WHERE id = ANY(?)
                        """, (Object) ids).mapTo(Double.class).list());
    }

    @Override
    public void start() {
        database.execute("DELETE FROM pause");
    }

    @Override
    public void stop() {
        database.jdbi().useTransaction(handle -> {
            handle.execute("INSERT INTO pause (scope, name) VALUES ('class', 'batch') ON CONFLICT DO NOTHING");
            Changes.untick(handle, Changes.Scope.CLASS, TaskClass.BATCH.wireName());
        });
        try {
            await("what runs is done", "SELECT count(*) FROM task WHERE lease_until IS NOT NULL");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(String what, String countOfOthers, Object... arguments) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (database.count(countOfOthers, arguments) > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited a minute until " + what);
            }
            Thread.sleep(20);
        }
    }

    /** Every commit writes an event, and nothing else does here; the sequence is read in one step. */
    @Override
    public long committed() {
        return database.count("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM event_seq_seq");
    }

    @Override
    public long committed(Span span) {
        return database.count(
                "SELECT count(*) FROM task WHERE class = 'batch' AND state = 'DONE' AND finished_at >= ? AND finished_at < ?",
                span.from().atOffset(ZoneOffset.UTC),
                span.to().atOffset(ZoneOffset.UTC));
    }

    /** Lets no version of a row that is written from now on be removed, until it is closed. */
    public Handle oldSnapshot() {
        Handle handle = database.jdbi().open();
        handle.begin();
        handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        handle.execute("SELECT FROM lane");
        return handle;
    }

    @Override
    public void verify() {
        long tasks = database.count("SELECT count(*) FROM task");
        long done = database.count("SELECT count(*) FROM task WHERE state = 'DONE' AND fence = 1");
        long waiting = database.count("SELECT count(*) FROM task WHERE state = 'READY' AND fence = 0");
        long results = database.count("SELECT count(*) FROM task JOIN result ON task_id = id AND state = 'DONE'");
        long events = database.count("SELECT count(*) FROM event WHERE about = 'task'");
        if (tasks != submitted.get() || tasks != done + waiting || done != results || done != events) {
            throw new IllegalStateException(
                    "%d tasks were submitted, and there are %d: %d done at the first claim, %d waiting, %d results, %d events"
                            .formatted(submitted.get(), tasks, done, waiting, results, events));
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
