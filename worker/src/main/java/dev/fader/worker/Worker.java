package dev.fader.worker;

import dev.fader.worker.attempt.Attempting;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.fleet.Registration;
import dev.fader.worker.lease.Heartbeat;
import dev.fader.worker.lease.LeaseKeeper;
import dev.fader.worker.lease.LeasePolicy;
import dev.fader.worker.lease.LeaseStore;
import dev.fader.worker.outcome.RetryPolicy;
import dev.fader.worker.queue.QueueLoop;
import dev.fader.worker.queue.QueueThread;
import dev.fader.worker.queue.Slots;
import dev.fader.worker.queue.TicketSource;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** One worker process, assembled: queue thread, slots, leases and heartbeat. Does nothing until {@link #start}. */
public final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    /**
     * What a worker is set to.
     *
     * @param id of this process, unlike any other's
     * @param pollWait how long one turn of the queue waits
     * @param drain how long a stop waits for attempts to reach their next chunk
     */
    public record Settings(
            String id, int slots, LeasePolicy leases, RetryPolicy retries, Duration pollWait, Duration drain) {}

    private final Settings settings;
    private final Registration registration;
    private final LeaseKeeper leases;
    private final Heartbeat heartbeat;
    private final Slots slots;
    private final QueueThread queue;

    public Worker(
            Settings settings,
            Jdbi jdbi,
            Registration registration,
            Iterable<TaskRunner> runners,
            Function<WorkerMeters, TicketSource> tickets,
            WorkerMeters meters) {
        this.settings = settings;
        this.registration = registration;
        LeaseStore store = new LeaseStore(jdbi, settings.id(), settings.leases());
        this.leases = new LeaseKeeper(store, settings.leases(), System::nanoTime);
        this.heartbeat = new Heartbeat(leases, jdbi, registration::report);
        this.slots = new Slots(settings.slots());
        Attempting attempting = new Attempting(byKind(runners), store, leases, settings.retries(), meters);
        this.queue = new QueueThread(
                () -> tickets.apply(meters),
                source -> new QueueLoop(source, leases, slots, attempting, meters, settings.pollWait()));
        meters.slotsBusy(slots::busy);
    }

    private static Map<String, TaskRunner> byKind(Iterable<TaskRunner> runners) {
        return StreamSupport.stream(runners.spliterator(), false)
                .collect(Collectors.toMap(TaskRunner::kind, Function.identity()));
    }

    public String id() {
        return settings.id();
    }

    public int slots() {
        return settings.slots();
    }

    public int busy() {
        return slots.busy();
    }

    public Registration registration() {
        return registration;
    }

    public void start() {
        LOG.infof("worker %s on %s with %d slots", settings.id(), registration.device(), settings.slots());
        heartbeat.start();
        queue.start();
    }

    /** Takes no more tickets, gives back what runs at its next chunk, and signs off. */
    public void stop() throws InterruptedException {
        sign(Registration.State.DRAINING);
        queue.close();
        leases.stopAll();
        if (!slots.drain(settings.drain())) {
            LOG.warnf("attempts did not stop within %s; their leases will expire", settings.drain());
            slots.close();
        }
        heartbeat.close();
        sign(Registration.State.STOPPED);
    }

    private void sign(Registration.State state) {
        try {
            registration.become(state);
        } catch (JdbiException e) {
            LOG.warnf("could not sign off as %s: %s", state, e.getMessage());
        }
    }
}
