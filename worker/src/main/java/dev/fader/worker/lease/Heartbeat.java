package dev.fader.worker.lease;

import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Renews the leases on a thread and a database connection of its own, so that neither a busy pool nor a busy slot
 * delays it. A beat that fails is logged and tried again on a new connection; if none succeeds, the leases end by
 * themselves.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private final LeaseKeeper leases;
    private final Jdbi jdbi;
    private final Runnable alsoEveryBeat;
    private final Thread thread = new Thread(this::run, "heartbeat");
    private volatile boolean closed;
    private @Nullable Handle connection;

    /** @param alsoEveryBeat what else shows that this process lives; throws {@link JdbiException} when it cannot */
    public Heartbeat(LeaseKeeper leases, Jdbi jdbi, Runnable alsoEveryBeat) {
        this.leases = leases;
        this.jdbi = jdbi;
        this.alsoEveryBeat = alsoEveryBeat;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                if (connection == null) {
                    connection = jdbi.open();
                }
                leases.tick(connection);
                alsoEveryBeat.run();
            } catch (JdbiException | IllegalStateException e) {
                LOG.warnf("heartbeat failed, leases end by themselves if this goes on: %s", e.getMessage());
                disconnect();
            }
            LockSupport.parkNanos(leases.heartbeat().toNanos());
        }
        disconnect();
    }

    private void disconnect() {
        try (Handle open = connection) {
            connection = null;
        } catch (JdbiException e) {
            LOG.debugf("a broken connection could not be closed: %s", e.getMessage());
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
