package dev.fader.worker;

import dev.fader.queue.loop.Loop;
import dev.fader.queue.outage.Breaker;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Ends the process for another to be started: when it has more memory than it should after a task, once it has finished
 * what it has; when its device has broken, for a context that broke stays broken in its process; when a native call does not
 * return; and at once, when it has so much memory that the system would end it, or another. Not for several threads.
 */
final class Retirement implements Loop.Turn {

    private static final Logger LOG = Logger.getLogger(Retirement.class);
    private static final long MEGA = 1 << 20;

    private final Worker worker;
    private final Breaker device;
    private final LongSupplier memory;
    private final Bounds bounds;
    private final BooleanSupplier stalled;
    private final Ends ends;
    private long tasksSeen;
    private boolean hadDevice;
    private boolean full;
    private boolean ending;

    /**
     * How much memory the process may have, in bytes.
     *
     * @param afterTask when a task has ended
     * @param ever at any moment
     */
    record Bounds(long afterTask, long ever) {}

    /**
     * How the process ends.
     *
     * @param orderly asks for it, and returns
     * @param atOnce does not return
     */
    record Ends(Runnable orderly, Runnable atOnce) {}

    /**
     * @param memory of the process, in bytes
     * @param stalled whether a native call has not returned
     */
    Retirement(Worker worker, Breaker device, LongSupplier memory, Bounds bounds, BooleanSupplier stalled, Ends ends) {
        this.worker = worker;
        this.device = device;
        this.memory = memory;
        this.bounds = bounds;
        this.stalled = stalled;
        this.ends = ends;
    }

    @Override
    public void take() {
        lookAtMemory();
        if (stalled.getAsBoolean()) {
            end(": a native call has not returned, and its thread cannot be freed");
        } else if (lostDevice()) {
            end(": " + device.why());
        } else if (full && worker.busy() == 0) {
            end("");
        }
    }

    private void lookAtMemory() {
        long has = memory.getAsLong();
        if (has > bounds.ever()) {
            LOG.fatalf(
                    "the process has %d MiB, more than %d MiB (fader.worker.most-memory-bytes): it ends at once,"
                            + " and what it worked on is tried alone",
                    has / MEGA, bounds.ever() / MEGA);
            ends.atOnce().run();
        }
        long tasks = worker.attemptsEnded();
        if (full || tasks == tasksSeen) {
            return;
        }
        tasksSeen = tasks;
        if (has > bounds.afterTask()) {
            full = true;
            LOG.warnf(
                    "the process has %d MiB after %d attempts, more than %d MiB: it finishes what it has and ends",
                    has / MEGA, tasks, bounds.afterTask() / MEGA);
            worker.rest().forGood();
        }
    }

    private boolean lostDevice() {
        if (device.isClosed()) {
            hadDevice = true;
            return false;
        }
        return hadDevice;
    }

    private void end(String why) {
        if (!ending) {
            ending = true;
            LOG.warnf("the process ends, to be started again%s", why);
            ends.orderly().run();
        }
    }
}
