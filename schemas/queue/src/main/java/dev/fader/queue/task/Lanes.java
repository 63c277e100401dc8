package dev.fader.queue.task;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.kind.TaskKind;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Where tasks may be waiting: a lane for each class, kind and tenant that ever submitted. The dispatcher goes from lane
 * to lane, so that what it costs does not grow with the backlog; it is told of the lane when tasks are written.
 */
public final class Lanes {

    /** The channel of PostgreSQL's notifications on which lanes are announced, as JSON. */
    public static final String CHANNEL = "fader_ready";

    private Lanes() {}

    /** One of them. @param weight share of its tenant in the dispatcher's round robin */
    public record Lane(TaskClass taskClass, TaskKind<?, ?> kind, String tenant, double weight) {

        /** Whether it is the lane that an announcement names. */
        public boolean is(Announcement announced) {
            return taskClass == announced.taskClass()
                    && kind.equals(announced.kind())
                    && tenant.equals(announced.tenant());
        }
    }

    /**
     * The payload of a notification.
     *
     * @param first where the first of the tasks stands in its lane
     */
    public record Announcement(TaskClass taskClass, TaskKind<?, ?> kind, String tenant, Place first) {}

    static void open(Handle transaction, TaskClass taskClass, TaskKind<?, ?> kind, String tenant) {
        // an update once a day only: it would make submissions of a tenant wait for each other
        transaction
                .createUpdate("""
                        INSERT INTO lane (class, kind, tenant) VALUES (:class, :kind, :tenant)
                        ON CONFLICT (class, kind, tenant) DO UPDATE SET used_on = current_date
                         WHERE lane.used_on < current_date
                        """)
                .bind("class", taskClass.wireName())
                .bind("kind", kind.name())
                .bind("tenant", tenant)
                .execute();
    }

    /** Takes effect with the transaction's commit. */
    static void announce(Handle transaction, TaskClass taskClass, TaskKind<?, ?> kind, String tenant, Place first) {
        transaction
                .createQuery("SELECT CAST(pg_notify(:channel, :lane) AS text)")
                .bind("channel", CHANNEL)
                .bind("lane", FaderJson.write(new Announcement(taskClass, kind, tenant, first)))
                .mapTo(String.class)
                .findOne();
    }

    public static List<Lane> all(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT class, kind, lane.tenant, coalesce(tenant.weight, 1) AS weight
                          FROM lane LEFT JOIN tenant ON tenant.name = lane.tenant
                         ORDER BY lane.tenant, class, kind
                        """)
                .map((row, context) -> new Lane(
                        TaskClass.parse(row.getString("class")),
                        TaskKind.named(row.getString("kind")),
                        row.getString("tenant"),
                        row.getDouble("weight")))
                .list());
    }

    /** Forgets lanes that were not used for a month and have nothing in them. */
    public static int removeUnused(Handle handle) {
        return handle.execute("""
                DELETE FROM lane WHERE used_on < current_date - 30
                   AND NOT EXISTS (SELECT FROM task WHERE task.class = lane.class AND task.kind = lane.kind
                                      AND task.tenant = lane.tenant AND state = 'READY')
                   AND NOT EXISTS (SELECT FROM task WHERE task.class = lane.class AND task.kind = lane.kind
                                      AND task.tenant = lane.tenant AND lease_until IS NOT NULL)
                """);
    }
}
