package dev.fader.worker;

import dev.fader.queue.loop.Loop;
import dev.fader.queue.outage.Breaker;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Ends the process for another to be started: when it has more memory than it should after a task, once it has finished
 * what it has; and when its device has broken, for a context that broke stays broken in its process. Not for several
 * threads.
 */
final class Retirement implements Loop.Turn {

    private static final Logger LOG = Logger.getLogger(Retirement.class);
    private static final long MEGA = 1 << 20;

    private final Worker worker;
    private final Breaker device;
    private final LongSupplier memory;
    private final long mostMemory;
    private final Runnable end;
    private long tasksSeen;
    private boolean hadDevice;
    private boolean full;
    private boolean ending;

    /**
     * @param memory of the process, in bytes
     * @param mostMemory that it may have when a task has ended, in bytes
     * @param end asks for the process's orderly end
     */
    Retirement(Worker worker, Breaker device, LongSupplier memory, long mostMemory, Runnable end) {
        this.worker = worker;
        this.device = device;
        this.memory = memory;
        this.mostMemory = mostMemory;
        this.end = end;
    }

    @Override
    public void take() {
        lookAtMemory();
        if ((full && worker.busy() == 0) || lostDevice()) {
            end();
        }
    }

    private void lookAtMemory() {
        long tasks = worker.attemptsEnded();
        if (full || tasks == tasksSeen) {
            return;
        }
        tasksSeen = tasks;
        long has = memory.getAsLong();
        if (has > mostMemory) {
            full = true;
            LOG.warnf(
                    "the process has %d MiB after %d attempts, more than %d MiB: it finishes what it has and ends",
                    has / MEGA, tasks, mostMemory / MEGA);
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

    private void end() {
        if (!ending) {
            ending = true;
            LOG.warnf("the process ends, to be started again%s", full ? "" : ": " + device.why());
            end.run();
        }
    }
}
