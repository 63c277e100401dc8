package dev.fader.coordinator.loop;

import dev.fader.coordinator.CoordinatorMeters;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Steps the loops of the coordinator, each on a thread of its own so that none holds up another. (The framework's
 * scheduler looks at its clock once a second, which is too slow to hand out work.)
 */
public final class Loops implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Loops.class);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final CoordinatorMeters meters;

    public Loops(CoordinatorMeters meters) {
        this.meters = meters;
    }

    /** Steps a loop now, and again with that pause after each step. A step that fails is logged, counted and repeated. */
    public void every(Duration pause, String name, Runnable tick) {
        ScheduledFuture<?> unused =
                threads.scheduleWithFixedDelay(() -> step(name, tick), 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void step(String name, Runnable tick) {
        try {
            tick.run();
        } catch (RuntimeException e) {
            meters.loopFailed(name);
            LOG.warnf("%s failed and is repeated: %s", name, e.getMessage());
            LOG.debug(name, e);
        }
    }

    /** Lets the steps that run finish. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
