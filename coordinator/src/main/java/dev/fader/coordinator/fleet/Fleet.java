package dev.fader.coordinator.fleet;

import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.QueueView;
import dev.fader.schemas.api.WorkerView;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Who works, on how much, and what waits for them. */
public final class Fleet {

    /**
     * Room for tasks of a class.
     *
     * @param slots of all live workers that take the class
     * @param free slots of them that run nothing
     * @param ticketed READY tasks that have a ticket in Kafka
     */
    public record Capacity(int slots, int free, int ticketed) {}

    private final Jdbi jdbi;
    private final Duration silence;

    /** @param silence a worker that was not heard of for longer is not counted */
    public Fleet(Jdbi jdbi, Duration silence) {
        this.jdbi = jdbi;
        this.silence = silence;
    }

    public Capacity capacity(TaskClass taskClass) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT coalesce(sum(slots), 0) AS slots,
                               coalesce(sum(greatest(slots - coalesce(busy.tasks, 0), 0)), 0) AS free,
                               (SELECT count(*) FROM task
                                 WHERE state = 'READY' AND ticketed_at IS NOT NULL AND class = :class) AS ticketed
                          FROM worker
                          LEFT JOIN (SELECT worker, count(*) AS tasks FROM task WHERE state = 'RUNNING'
                                     GROUP BY worker) AS busy ON busy.worker = worker.id
                         WHERE state = 'READY' AND :class = ANY(classes)
                           AND last_seen > now() - make_interval(secs => :silence)
                        """)
                .bind("class", taskClass.wireName())
                .bind("silence", silence.toMillis() / 1e3)
                .map((row, context) -> new Capacity(row.getInt("slots"), row.getInt("free"), row.getInt("ticketed")))
                .one());
    }

    public List<WorkerView> workers() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, state, device, slots, classes, started_at, last_seen,
                               state <> 'STOPPED' AND last_seen > now() - make_interval(secs => :silence) AS alive,
                               (SELECT count(*) FROM task WHERE state = 'RUNNING' AND task.worker = worker.id) AS running
                          FROM worker ORDER BY started_at, id
                        """)
                .bind("silence", silence.toMillis() / 1e3)
                .map((row, context) -> new WorkerView(
                        row.getString("id"),
                        row.getString("state"),
                        row.getBoolean("alive"),
                        row.getString("device"),
                        row.getInt("slots"),
                        row.getInt("running"),
                        classes(row.getArray("classes")),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_seen", OffsetDateTime.class).toInstant()))
                .list());
    }

    public List<QueueView> queues() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT class,
                               EXISTS (SELECT FROM pause WHERE scope = 'class' AND name = queue.class) AS paused,
                               (SELECT count(*) FROM task WHERE state = 'READY' AND task.class = queue.class) AS waiting,
                               (SELECT count(*) FROM task WHERE state = 'READY' AND ticketed_at IS NOT NULL
                                   AND task.class = queue.class) AS ticketed,
                               (SELECT count(*) FROM task WHERE state = 'RUNNING' AND task.class = queue.class) AS running,
                               (SELECT CAST(extract(epoch FROM now() - created_at) AS double precision) FROM task
                                 WHERE state = 'READY' AND task.class = queue.class ORDER BY id LIMIT 1) AS oldest
                          FROM unnest(CAST(:classes AS text[])) WITH ORDINALITY AS queue (class, position)
                         ORDER BY position
                        """)
                .bindArray(
                        "classes",
                        String.class,
                        Arrays.stream(TaskClass.values())
                                .map(TaskClass::wireName)
                                .toList())
                .map((row, context) -> new QueueView(
                        TaskClass.parse(row.getString("class")),
                        row.getBoolean("paused"),
                        row.getLong("waiting"),
                        row.getLong("ticketed"),
                        row.getLong("running"),
                        row.getObject("oldest", Double.class)))
                .list());
    }

    /** Worker processes that are heard of and take the class. */
    public int alive(TaskClass taskClass) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM worker
                         WHERE state = 'READY' AND :class = ANY(classes)
                           AND last_seen > now() - make_interval(secs => :silence)
                        """)
                .bind("class", taskClass.wireName())
                .bind("silence", silence.toMillis() / 1e3)
                .mapTo(Integer.class)
                .one());
    }

    private static List<TaskClass> classes(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray()).map(TaskClass::parse).toList();
    }
}
