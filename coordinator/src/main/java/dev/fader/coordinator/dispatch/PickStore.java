package dev.fader.coordinator.dispatch;

import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** READY tasks in the database, as the dispatcher sees them. */
final class PickStore {

    private final Jdbi jdbi;

    PickStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The first tasks of each tenant that has any without a ticket, by priority, then age. The cost grows with tenants
     * and depth, not with the backlog, paused or not: tenants are found by skipping through the index, tasks by its order.
     */
    List<DeficitRoundRobin.Queue> waiting(TaskClass taskClass, int depth) {
        Map<String, DeficitRoundRobin.Queue> queues = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        WITH RECURSIVE active (tenant) AS (
                            (SELECT tenant FROM task
                              WHERE class = :class AND state = 'READY' AND ticketed_at IS NULL AND NOT paused
                              ORDER BY tenant LIMIT 1)
                            UNION ALL
                            SELECT (SELECT tenant FROM task
                                     WHERE class = :class AND state = 'READY' AND ticketed_at IS NULL AND NOT paused
                                       AND task.tenant > active.tenant ORDER BY tenant LIMIT 1)
                              FROM active WHERE active.tenant IS NOT NULL)
                        SELECT active.tenant, coalesce(tenant.weight, 1) AS weight, first.id
                          FROM active LEFT JOIN tenant ON tenant.name = active.tenant
                         CROSS JOIN LATERAL (
                               SELECT id, priority FROM task
                                WHERE class = :class AND state = 'READY' AND ticketed_at IS NULL AND NOT paused
                                  AND task.tenant = active.tenant
                                  AND not_before <= now() AND cancel_requested_at IS NULL
                                ORDER BY priority DESC, id LIMIT :depth) AS first
                         WHERE NOT EXISTS (SELECT FROM pause WHERE scope = 'class' AND name = :class
                                              OR scope = 'tenant' AND name = active.tenant)
                         ORDER BY active.tenant, first.priority DESC, first.id
                        """)
                .bind("class", taskClass.wireName())
                .bind("depth", depth)
                .map((row, context) -> {
                    String tenant = row.getString("tenant");
                    double weight = row.getDouble("weight");
                    return queues.computeIfAbsent(
                                    tenant, name -> new DeficitRoundRobin.Queue(name, weight, new ArrayList<>()))
                            .waiting()
                            .add(new TaskId(row.getObject("id", UUID.class)));
                })
                .list());
        return List.copyOf(queues.values());
    }

    /** Marks tasks as ticketed. @return those that still waited for one */
    List<TaskId> ticket(Collection<TaskId> tasks) {
        return update(
                "UPDATE task SET ticketed_at = now() WHERE id = ANY(:ids) AND state = 'READY' AND ticketed_at IS NULL",
                tasks);
    }

    /** Takes the mark back: their tickets could not be published. */
    List<TaskId> unticket(Collection<TaskId> tasks) {
        return update("UPDATE task SET ticketed_at = NULL WHERE id = ANY(:ids) AND state = 'READY'", tasks);
    }

    private List<TaskId> update(String sql, Collection<TaskId> tasks) {
        return jdbi.withHandle(handle -> handle.createQuery(sql + " RETURNING id")
                .bindArray("ids", UUID.class, tasks.stream().map(TaskId::uuid).toList())
                .map((row, context) -> new TaskId(row.getObject("id", UUID.class)))
                .list());
    }
}
