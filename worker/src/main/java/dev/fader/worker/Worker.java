package dev.fader.worker;

import dev.fader.queue.loop.Loop;
import dev.fader.queue.loop.LoopObserver;
import dev.fader.queue.loop.Loops;
import dev.fader.queue.task.Claims;
import dev.fader.queue.task.Commits;
import dev.fader.queue.task.Tickets;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.worker.attempt.AttemptRunner;
import dev.fader.worker.attempt.SlotWork;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.fleet.Registration;
import dev.fader.worker.lease.Heartbeat;
import dev.fader.worker.lease.LeaseKeeper;
import dev.fader.worker.lease.LeasePolicy;
import dev.fader.worker.outage.Outages;
import dev.fader.worker.outcome.RetryPolicy;
import dev.fader.worker.queue.Slots;
import dev.fader.worker.queue.TicketLoop;
import dev.fader.worker.queue.TicketSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** One worker process, assembled: ticket loops, slots, leases and heartbeat. Does nothing until {@link #start}. */
public final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration OUTAGES = Duration.ofMillis(250);
    private static final Duration REGISTRATION = Duration.ofSeconds(1);

    /**
     * What a worker is set to.
     *
     * @param id of this process, unlike any other's
     * @param device what its networks run on
     * @param trainingSlots of the slots, those that may train
     * @param classes of tasks that it takes
     * @param pollWait how long one turn of the queue waits
     * @param drain how long a stop waits for attempts to reach their next chunk
     */
    public record Settings(
            String id,
            String device,
            int slots,
            int trainingSlots,
            List<TaskClass> classes,
            LeasePolicy leases,
            RetryPolicy retries,
            Duration pollWait,
            Duration drain) {}

    /** Where the tickets of a class come from. */
    @FunctionalInterface
    public interface Sources {
        TicketSource of(TaskClass taskClass, Collection<TaskKind<?, ?>> kinds);
    }

    private final Settings settings;
    private final Registration registration;
    private final LeaseKeeper leases;
    private final Heartbeat heartbeat;
    private final Slots slots;
    private final Rest rest;
    private final Outages outages;
    private final List<TicketLoop> queues = new ArrayList<>();
    private final Loops taking;
    private final Loops keeping;

    public Worker(
            Settings settings,
            Jdbi jdbi,
            Outages outages,
            Iterable<? extends TaskRunner<?>> runners,
            Sources sources,
            WorkerMeters meters,
            LoopObserver observer) {
        this.settings = settings;
        this.outages = outages;
        this.taking = new Loops(observer);
        this.keeping = new Loops(observer);
        AttemptRunner attempts = new AttemptRunner(runners, outages);
        Collection<TaskKind<?, ?>> kinds = attempts.kinds();
        this.registration = new Registration(
                jdbi,
                new Registration.Identity(
                        settings.id(),
                        settings.device(),
                        settings.slots(),
                        settings.trainingSlots(),
                        settings.classes(),
                        kinds),
                outages);
        Claims claims = new Claims(jdbi, settings.id(), settings.leases().lease());
        this.leases = new LeaseKeeper(claims, settings.leases(), System::nanoTime);
        this.heartbeat = new Heartbeat(leases, jdbi, registration::report);
        this.slots = new Slots(settings.slots(), registration::busy);
        this.rest = new Rest(slots, leases, registration);
        registration.obeys(rest::asked);
        SlotWork work = new SlotWork(
                attempts,
                new SlotWork.Writers(new Commits(jdbi, settings.id()), claims::release),
                leases,
                settings.retries(),
                outages,
                meters);
        TicketLoop.Parts parts = new TicketLoop.Parts(slots, leases, new Tickets(jdbi), work, outages, meters);
        settings.classes().stream()
                .sorted()
                .forEach(taskClass -> queues.add(new TicketLoop(
                        runnable -> sources.of(taskClass, runnable),
                        share(taskClass, queues.size()),
                        kinds,
                        parts,
                        settings.pollWait())));
        meters.slotsBusy(slots::busy);
    }

    private Slots.Share share(TaskClass taskClass, int rank) {
        return taskClass == TaskClass.TRAINING
                ? slots.share(rank, settings.trainingSlots(), registration::training)
                : slots.share(rank, settings.slots(), busy -> {});
    }

    public Settings settings() {
        return settings;
    }

    public int busy() {
        return slots.busy();
    }

    /** Attempts that are over, however they ended. */
    long attemptsEnded() {
        return leases.ended();
    }

    Rest rest() {
        return rest;
    }

    public Registration registration() {
        return registration;
    }

    public Outages outages() {
        return outages;
    }

    /** Of everything that this process does again and again. */
    public List<Loop.Health> loops() {
        return Stream.concat(keeping.health().stream(), taking.health().stream())
                .toList();
    }

    public void start() {
        LOG.infof("worker %s on %s with %d slots", settings.id(), settings.device(), settings.slots());
        keeping.start("outages", OUTAGES, outages);
        keeping.start("heartbeat", settings.leases().lease().dividedBy(4), heartbeat);
        keeping.start("registration", REGISTRATION, registration::reportChange);
        for (int i = 0; i < queues.size(); i++) {
            taking.start(
                    "tickets "
                            + settings.classes().stream()
                                    .sorted()
                                    .toList()
                                    .get(i)
                                    .wireName(),
                    Duration.ZERO,
                    queues.get(i));
        }
    }

    /** Takes no more tickets, gives back what runs at its next chunk, and signs off. */
    public void stop() throws InterruptedException {
        sign(Registration.State.DRAINING);
        taking.close();
        queues.forEach(TicketLoop::close);
        leases.stopAll();
        if (!slots.drain(settings.drain())) {
            LOG.warnf("attempts did not stop within %s; their leases will expire", settings.drain());
            slots.close();
        }
        keeping.close();
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
