package dev.fader.coordinator.dispatch;

import dev.fader.queue.task.Lanes;
import dev.fader.queue.task.Lanes.Announcement;
import dev.fader.schemas.FaderJson;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears, on a connection of its own, that tasks were written, so that one that comes to an idle system does not wait
 * for the next turn. Whatever is missed is found by looking. Not for several threads.
 */
public final class ReadySignals implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReadySignals.class);
    private final Jdbi jdbi;
    private @Nullable Handle connection;

    public ReadySignals(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Waits until something is announced, or for that long. @return what was */
    List<Announcement> await(Duration wait) throws InterruptedException {
        try {
            Handle open = connection;
            if (open == null) {
                open = jdbi.open();
                connection = open;
                open.execute("LISTEN " + Lanes.CHANNEL);
            }
            PGNotification[] heard = open.getConnection()
                    .unwrap(PGConnection.class)
                    // 0 would wait for ever
                    .getNotifications(Math.max(1, Math.toIntExact(wait.toMillis())));
            List<Announcement> announcements = new ArrayList<>();
            for (PGNotification notification : heard) {
                announcements.add(FaderJson.read(notification.getParameter(), Announcement.class));
            }
            return announcements;
        } catch (JdbiException | SQLException | IllegalArgumentException e) {
            LOG.warnf("new tasks are found by looking only: %s", e.getMessage());
            close();
            Thread.sleep(wait);
            return List.of();
        }
    }

    @Override
    public void close() {
        try (Handle open = connection) {
            connection = null;
            if (open != null) {
                // the pool would hand out a connection that hears
                open.execute("UNLISTEN *");
            }
        } catch (JdbiException e) {
            LOG.debugf("a broken connection could not be closed: %s", e.getMessage());
        }
    }
}
