package dev.fader.coordinator;

import dev.fader.coordinator.batch.BatchStore;
import dev.fader.coordinator.batch.NewBatch;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.task.TaskCopy;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import dev.fader.stack.StackProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database of a test's own on the real PostgreSQL, and how tests fill and read it. */
public record TestDatabase(Jdbi jdbi) {

    public static TestDatabase create() {
        String url = StackProcess.shared().newDatabase();
        Flyway.configure().dataSource(url, "fader", "fader").load().migrate();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return new TestDatabase(Sql.over(source));
    }

    public List<TaskId> submit(String tenant, int size) {
        return submit(tenant, 0, size);
    }

    public List<TaskId> submit(String tenant, int priority, int size) {
        NewBatch batch = new NewBatch(
                BatchId.create(),
                BatchKind.REMIX,
                tenant,
                TaskClass.BATCH,
                null,
                priority,
                Map.of(),
                Map.of(),
                null,
                null);
        return jdbi.inTransaction(handle -> {
            BatchStore.insert(handle, batch);
            List<TaskId> tasks = new ArrayList<>();
            try (TaskCopy copy = new TaskCopy(handle, batch.tasks())) {
                for (int i = 0; i < size; i++) {
                    tasks.add(copy.add(i, spec("in-" + i), Map.of(), null));
                }
                copy.finish();
            }
            BatchStore.complete(handle, batch.id(), size, Findings.Kept.NOTHING);
            return tasks;
        });
    }

    private static RemixSpec spec(String name) {
        return new RemixSpec(
                new ObjectRef(null, name + ".wav"),
                List.of(new Variant(name, Map.of("vocals", new Gain(3)), OutputFormat.SAME, LoudnessPolicy.NONE)),
                RemixSpec.DEFAULT_MODEL,
                null);
    }

    public void worker(String id, int slots) {
        execute("INSERT INTO worker (id, state, device, slots, classes, versions)" + " VALUES ('" + id
                + "', 'READY', 'cpu', " + slots + ", '{batch}', '{}')");
    }

    /** As a worker claims. */
    public void claim(TaskId task, String worker) {
        set(
                task,
                "state = 'RUNNING', fence = fence + 1, ticketed_at = NULL, worker = '" + worker
                        + "', lease_until = now() + interval '30 seconds'");
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
        return one("SELECT CAST(" + column + " AS text) FROM task WHERE id = '" + task.uuid() + "'");
    }

    public int count(String condition) {
        return Integer.parseInt(one("SELECT CAST(count(*) AS text) FROM task WHERE " + condition));
    }

    public String one(String query) {
        return jdbi.withHandle(
                handle -> handle.select(query).mapTo(String.class).one());
    }
}
