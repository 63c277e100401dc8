package dev.fader.queue.task;

import dev.fader.queue.sql.Sql;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** READY tasks as the dispatcher sees them: which wait for a ticket, which have one, and the mark that tells. */
public final class Tickets {

    private static final UUID FIRST_ID = new UUID(0, 0);

    private final Jdbi jdbi;

    public Tickets(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A task that waits for a ticket. @param suspect a worker died with it in hand: it is to run alone */
    public record Waiting(TaskId task, String tenant, TaskKind<?, ?> kind, int priority, boolean suspect) {

        public Place place() {
            return new Place(priority, task);
        }
    }

    /** A task that has a ticket. */
    public record Ticketed(TaskId task, TaskClass taskClass, TaskKind<?, ?> kind) {}

    /**
     * Where to look in a lane.
     *
     * @param from the first place that is looked at; null to search all of it
     * @param most how many tasks at most
     */
    public record Search(
            TaskKind<?, ?> kind, String tenant, @Nullable Place from, int most) {}

    /**
     * The first tasks of each lane that have no ticket, by priority, then age. The cost grows with lanes and depth and
     * not with the backlog: the index gives their order, and a search may begin anywhere.
     */
    public List<Waiting> waiting(TaskClass taskClass, List<Search> lanes) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT first.id, lane.tenant, lane.kind, first.priority, first.suspect
                          FROM unnest(CAST(:kinds AS text[]), CAST(:tenants AS text[]), CAST(:urgencies AS integer[]),
                                      CAST(:ids AS uuid[]), CAST(:most AS integer[]))
                               WITH ORDINALITY AS lane (kind, tenant, urgency, first, most, position)
                         CROSS JOIN LATERAL (
                               SELECT id, priority, suspect FROM task
                                WHERE class = :class AND task.kind = lane.kind AND task.tenant = lane.tenant
                                  AND state = 'READY' AND ticketed_at IS NULL AND NOT paused
                                  AND (-priority, id) >= (lane.urgency, lane.first)
                                  AND not_before <= now() AND cancel_requested_at IS NULL
                                ORDER BY -priority, id LIMIT lane.most) AS first
                         WHERE NOT EXISTS (SELECT FROM pause WHERE scope IN ('class', 'pool') AND name = :class
                                              OR scope = 'tenant' AND name = lane.tenant)
                         ORDER BY lane.position, -first.priority, first.id
                        """)
                .bind("class", taskClass.wireName())
                .bindArray(
                        "kinds",
                        String.class,
                        Sql.column(lanes, lane -> lane.kind().name()))
                .bindArray("tenants", String.class, Sql.column(lanes, Search::tenant))
                .bindArray("urgencies", Integer.class, Sql.column(lanes, Tickets::urgency))
                .bindArray("ids", UUID.class, Sql.column(lanes, Tickets::firstId))
                .bindArray("most", Integer.class, Sql.column(lanes, Search::most))
                .map((row, context) -> new Waiting(
                        id(row),
                        row.getString("tenant"),
                        TaskKind.named(row.getString("kind")),
                        row.getInt("priority"),
                        row.getBoolean("suspect")))
                .list());
    }

    private static int urgency(Search lane) {
        return lane.from() == null ? Integer.MIN_VALUE : -lane.from().priority();
    }

    private static UUID firstId(Search lane) {
        return lane.from() == null ? FIRST_ID : lane.from().task().uuid();
    }

    /** Marks tasks as ticketed. @return those that still waited for a ticket */
    public List<TaskId> ticket(Collection<TaskId> tasks) {
        return update("now()", "ticketed_at IS NULL", tasks);
    }

    /** Takes the mark back: their tickets could not be published, or nobody could take them up. */
    public List<TaskId> unticket(Collection<TaskId> tasks) {
        return update("NULL", "ticketed_at IS NOT NULL", tasks);
    }

    /** Which of the tasks still have a ticket that nobody took up. */
    public List<TaskId> outstanding(Collection<TaskId> tasks) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id FROM task WHERE id = ANY(:ids) AND state = 'READY' AND ticketed_at IS NOT NULL")
                .bindArray("ids", UUID.class, Sql.column(tasks, TaskId::uuid))
                .map((row, context) -> id(row))
                .list());
    }

    /** Every task that has a ticket. */
    public List<Ticketed> all() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id, class, kind FROM task WHERE state = 'READY' AND ticketed_at IS NOT NULL")
                .map((row, context) -> new Ticketed(
                        id(row), TaskClass.parse(row.getString("class")), TaskKind.named(row.getString("kind"))))
                .list());
    }

    /** Forgets tickets that nobody took up for that long, so that new ones are written. @return how many */
    public int forget(TaskClass taskClass, Duration age) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE task SET ticketed_at = NULL WHERE id IN (
                               SELECT id FROM task
                                WHERE state = 'READY' AND class = :class
                                  AND ticketed_at < now() - make_interval(secs => :age)
                                ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
                        """)
                .bind("class", taskClass.wireName())
                .bind("age", Sql.seconds(age))
                .execute());
    }

    private List<TaskId> update(String mark, String condition, Collection<TaskId> tasks) {
        if (tasks.isEmpty()) {
            return new ArrayList<>();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE task SET ticketed_at = <mark> WHERE id IN (
                               SELECT id FROM task WHERE id = ANY(:ids) AND state = 'READY' AND <condition>
                                ORDER BY id FOR NO KEY UPDATE)
                        RETURNING id
                        """)
                .define("mark", mark)
                .define("condition", condition)
                .bindArray("ids", UUID.class, Sql.column(tasks, TaskId::uuid))
                .map((row, context) -> id(row))
                .list());
    }

    private static TaskId id(ResultSet row) throws SQLException {
        return new TaskId(row.getObject("id", UUID.class));
    }
}
