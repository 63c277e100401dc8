package dev.fader.coordinator.pool;

import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.loop.Loop;
import dev.fader.queue.sql.Sql;
import dev.fader.queue.task.Changes;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.kind.TaskKind;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Looks whether a task that people wait for has waited longer than it may. Then training makes room: what runs is asked
 * to stop at its next step, and nothing of it is started until nobody has waited for half as long. Several coordinators
 * may look at once.
 */
public final class Relief implements Loop.Turn {

    private static final Logger LOG = Logger.getLogger(Relief.class);

    private final Jdbi jdbi;
    private final Fleet fleet;
    private final Map<TaskClass, Duration> patience;
    private final CoordinatorMeters meters;

    /** @param patience how long a task of a class may wait */
    public Relief(Jdbi jdbi, Fleet fleet, Map<TaskClass, Duration> patience, CoordinatorMeters meters) {
        this.jdbi = jdbi;
        this.fleet = fleet;
        this.patience = Map.copyOf(patience);
        this.meters = meters;
    }

    @Override
    public void take() {
        jdbi.useTransaction(handle -> {
            boolean relieving = handle.createQuery("SELECT EXISTS (SELECT FROM pause WHERE scope = 'pool')")
                    .mapTo(Boolean.class)
                    .one();
            // made room for late, given back early: neither every second
            boolean needed = waits(handle, relieving ? 2 : 1);
            if (needed) {
                relieve(handle, relieving);
            } else if (relieving) {
                handle.execute("DELETE FROM pause WHERE scope = 'pool'");
                LOG.info("nobody waits too long any more: training goes on");
            }
        });
    }

    private void relieve(Handle handle, boolean already) {
        if (!already) {
            handle.execute(
                    "INSERT INTO pause (scope, name) VALUES ('pool', ?) ON CONFLICT DO NOTHING",
                    TaskClass.TRAINING.wireName());
            Changes.untick(handle, Changes.Scope.CLASS, TaskClass.TRAINING.wireName());
            LOG.info("tasks have waited too long: training makes room");
        }
        // also those that were claimed in the moment before
        meters.yielded(Changes.askToYield(handle, TaskClass.TRAINING));
    }

    private boolean waits(Handle handle, int share) {
        return fleet.pools().stream()
                .anyMatch(pool -> patience.containsKey(pool.taskClass()) && waits(handle, pool, share));
    }

    /** What nobody can run waits for a worker, not for room. Ids are time-ordered: only old tasks are looked at. */
    private boolean waits(Handle handle, Fleet.Pool pool, int share) {
        Duration longest =
                patience.getOrDefault(pool.taskClass(), Duration.ZERO).dividedBy(share);
        return handle.createQuery("""
                        SELECT EXISTS (
                               SELECT FROM task
                                WHERE state = 'READY' AND class = :class
                                  AND id < CAST(rpad(lpad(to_hex(CAST(extract(epoch FROM
                                                     now() - make_interval(secs => :longest)) * 1000 AS bigint)),
                                                12, '0'), 32, '0') AS uuid)
                                  AND NOT paused AND cancel_requested_at IS NULL AND not_before <= now()
                                  AND kind = ANY(:kinds)
                                  AND NOT EXISTS (SELECT FROM pause WHERE scope = 'class' AND name = task.class
                                                     OR scope = 'tenant' AND name = task.tenant))
                        """)
                .bind("class", pool.taskClass().wireName())
                .bind("longest", Sql.seconds(longest))
                .bindArray("kinds", String.class, Sql.column(pool.kinds(), TaskKind::name))
                .mapTo(Boolean.class)
                .one();
    }
}
