package dev.fader.worker.queue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * The thread that owns the ticket source. What fails is logged and tried again after a pause, with a new source, because
 * a consumer that failed may not recover.
 */
public final class QueueThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QueueThread.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Makes the loop around a source. */
    public interface LoopAround {
        QueueLoop loop(TicketSource tickets);
    }

    private final Supplier<TicketSource> sources;
    private final LoopAround loops;
    private final Thread thread = new Thread(this::run, "queue");
    private volatile boolean closed;

    public QueueThread(Supplier<TicketSource> sources, LoopAround loops) {
        this.sources = sources;
        this.loops = loops;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (TicketSource tickets = sources.get()) {
                QueueLoop loop = loops.loop(tickets);
                while (!closed) {
                    loop.tick();
                }
            } catch (KafkaException | JdbiException e) {
                LOG.warnf("no tickets for a moment: %s", e.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Takes no more tickets; attempts that run go on. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
