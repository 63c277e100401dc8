package dev.fader.queue;

import dev.fader.queue.sql.Sql;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Claims;
import dev.fader.queue.task.TaskCopy;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.PingKind;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import dev.fader.stack.StackProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database of a test's own on the real PostgreSQL, and how tests fill and read it. */
public record TestDatabase(String url, Jdbi jdbi) {

    public static TestDatabase create() {
        String url = StackProcess.shared().newDatabase();
        Flyway.configure().dataSource(url, "fader", "fader").load().migrate();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return new TestDatabase(url, Sql.over(source));
    }

    /** A ping that waits. */
    public TaskId readyTask() {
        return readyTasks(1).getFirst();
    }

    public List<TaskId> readyTasks(int count) {
        return submit(TaskKinds.PING, "default", 0, count, n -> new PingKind.Spec(0));
    }

    public List<TaskId> submit(String tenant, int size) {
        return submit(tenant, 0, size);
    }

    /** Remixes. */
    public List<TaskId> submit(String tenant, int priority, int size) {
        return submit(TaskKinds.REMIX, tenant, priority, size, n -> remix("in-" + n));
    }

    /** A batch of tasks of class {@code batch}. */
    public <S> List<TaskId> submit(
            TaskKind<S, ?> kind, String tenant, int priority, int size, IntFunction<? extends S> spec) {
        BatchId batch = BatchId.create();
        return jdbi.inTransaction(handle -> {
            handle.execute(
                    "INSERT INTO batch (id, tenant, class, priority, size) VALUES (?, ?, 'batch', ?, ?)",
                    batch.uuid(),
                    tenant,
                    priority,
                    size);
            List<TaskId> tasks = new ArrayList<>();
            try (TaskCopy copy =
                    new TaskCopy(handle, new TaskCopy.Common(batch, kind, TaskClass.BATCH, tenant, priority))) {
                for (int i = 0; i < size; i++) {
                    tasks.add(copy.add(i, spec.apply(i), Map.of(), null));
                }
                copy.finish();
            }
            return tasks;
        });
    }

    private static RemixSpec remix(String name) {
        return new RemixSpec(
                new ObjectRef(null, name + ".wav"),
                List.of(new Variant(name, Map.of("vocals", new Gain(3)), OutputFormat.SAME, LoudnessPolicy.NONE)),
                RemixSpec.DEFAULT_MODEL,
                null,
                null);
    }

    /** A living worker of class {@code batch} that runs every kind. */
    public void worker(String id, int slots) {
        worker(id, slots, TaskKinds.ALL);
    }

    public void worker(String id, int slots, List<TaskKind<?, ?>> kinds) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO worker (id, state, device, slots, classes, kinds, versions)
                        VALUES (:id, 'READY', 'cpu', :slots, '{batch}', :kinds, '{}')
                        """)
                .bind("id", id)
                .bind("slots", slots)
                .bindArray("kinds", String.class, Sql.column(kinds, TaskKind::name))
                .execute());
    }

    /** As a worker claims; a suspect, alone. */
    public Claim claim(TaskId task, String worker) {
        Claims claims = new Claims(jdbi, worker, Duration.ofSeconds(30));
        boolean suspect = Boolean.parseBoolean(text(task, "suspect"));
        return claims.claim(List.of(task), TaskKinds.ALL, suspect).getFirst();
    }

    /** As if the worker had not been heard of for an hour. */
    public void letFallSilent(String worker) {
        execute("UPDATE worker SET last_seen = now() - interval '1 hour' WHERE id = '" + worker + "'");
    }

    /** As if the lease's time had passed: the database's clock decides, so the test moves the lease and not the clock. */
    public void letLeaseExpire(TaskId task) {
        set(task, "lease_until = now() - interval '1 second'");
    }

    public void set(TaskId task, String assignment) {
        execute("UPDATE task SET " + assignment + " WHERE id = '" + task.uuid() + "'");
    }

    public void execute(String sql) {
        jdbi.useHandle(handle -> handle.execute(sql));
    }

    public String text(TaskId task, String column) {
        return one("SELECT CAST(" + column + " AS text) FROM task WHERE id = ?", task.uuid());
    }

    public int count(String condition) {
        return Integer.parseInt(one("SELECT CAST(count(*) AS text) FROM task WHERE " + condition));
    }

    public String one(String query, Object... arguments) {
        return jdbi.withHandle(
                handle -> handle.select(query, arguments).mapTo(String.class).one());
    }

    public List<String> results(TaskId task) {
        UUID id = task.uuid();
        return jdbi.withHandle(handle -> handle.select("SELECT CAST(result AS text) FROM result WHERE task_id = ?", id)
                .mapTo(String.class)
                .list());
    }
}
