package dev.fader.coordinator.dispatch;

import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * One coordinator at a time: an advisory lock of PostgreSQL, held as long as a connection of its own lives. Not for
 * several threads.
 */
public final class Leadership implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Leadership.class);
    /** Any number that nobody else locks on this database. */
    private static final long LOCK = 0x46_61_64_65_72L;

    /** Two that believe to lead for as long as that write tickets twice at worst, which the mark of each task prevents. */
    private static final long ASK_EVERY = TimeUnit.MILLISECONDS.toNanos(250);

    private final Jdbi jdbi;
    private @Nullable Handle connection;
    private long askedAt;

    public Leadership(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whether this coordinator leads; takes the lead where nobody has it. */
    public boolean held() {
        Handle open = connection;
        try {
            if (open != null) {
                if (System.nanoTime() - askedAt > ASK_EVERY) {
                    open.execute("SELECT 1");
                    askedAt = System.nanoTime();
                }
                return true;
            }
            open = jdbi.open();
            if (open.select("SELECT pg_try_advisory_lock(?)", LOCK)
                    .mapTo(Boolean.class)
                    .one()) {
                LOG.info("this coordinator dispatches");
                connection = open;
                askedAt = System.nanoTime();
                return true;
            }
            open.close();
        } catch (JdbiException e) {
            LOG.warnf("the lead is lost with its connection: %s", e.getMessage());
            connection = null;
            discard(open);
        }
        return false;
    }

    private static void discard(@Nullable Handle open) {
        if (open != null) {
            try (open) {
                open.execute("SELECT pg_advisory_unlock_all()");
            } catch (JdbiException e) {
                LOG.debugf("its lock went with the connection: %s", e.getMessage());
            }
        }
    }

    /** Lets another lead. */
    @Override
    public void close() {
        discard(connection);
        connection = null;
    }
}
