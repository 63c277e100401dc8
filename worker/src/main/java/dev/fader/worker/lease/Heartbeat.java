package dev.fader.worker.lease;

import dev.fader.queue.loop.Loop;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * One turn renews the leases, on a database connection of its own so that a busy pool does not delay it. A beat that
 * fails is tried again on a new connection; if none succeeds, the leases end by themselves. Not for several threads.
 */
public final class Heartbeat implements Loop.Turn, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private final LeaseKeeper leases;
    private final Jdbi jdbi;
    private final Runnable alsoEveryBeat;
    private @Nullable Handle connection;

    /** @param alsoEveryBeat what else shows that this process lives; throws {@link JdbiException} when it cannot */
    public Heartbeat(LeaseKeeper leases, Jdbi jdbi, Runnable alsoEveryBeat) {
        this.leases = leases;
        this.jdbi = jdbi;
        this.alsoEveryBeat = alsoEveryBeat;
    }

    @Override
    public void take() {
        try {
            if (connection == null) {
                connection = jdbi.open();
            }
            leases.tick(connection);
            alsoEveryBeat.run();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (Handle open = connection) {
            connection = null;
        } catch (JdbiException e) {
            LOG.debugf("a broken connection could not be closed: %s", e.getMessage());
        }
    }
}
