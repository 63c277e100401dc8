package dev.fader.worker;

import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
import dev.fader.stack.StackProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    public TaskId readyTask() {
        return readyTask("test");
    }

    public TaskId readyTask(String kind) {
        TaskId id = TaskId.create();
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO task (id, kind, class, tenant, spec) VALUES (?, ?, 'batch', 'default', '{\"n\":1}')",
                id.uuid(),
                kind));
        return id;
    }

    public List<TaskId> readyTasks(int count) {
        List<TaskId> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(readyTask());
        }
        return tasks;
    }

    /** As if the lease's time had passed: the database's clock decides, so the test moves the lease and not the clock. */
    public void letLeaseExpire(TaskId task) {
        set(task, "lease_until = now() - interval '1 second'");
    }

    public void set(TaskId task, String assignment) {
        jdbi.useHandle(handle -> handle.execute("UPDATE task SET " + assignment + " WHERE id = ?", task.uuid()));
    }

    public String text(TaskId task, String column) {
        return one("SELECT CAST(" + column + " AS text) FROM task WHERE id = ?", task.uuid());
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

    public static Ticket ticket(TaskId task) {
        return Ticket.of(task, TaskClass.BATCH);
    }
}
