package dev.fader.coordinator.dispatch;

import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.fleet.Fleet.Pool;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.task.Lanes;
import dev.fader.queue.task.Tickets;
import dev.fader.queue.task.Tickets.Search;
import dev.fader.queue.task.Tickets.Waiting;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.kind.TaskKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Decides, as late as possible, whose task is next: weighted deficit round robin over tenants, then priority, then age.
 * Only about twice the free slots are outstanding in Kafka, so that everything behind them can still be reordered. Only
 * kinds that a living worker runs are ticketed. Not for several threads.
 */
public final class Dispatcher {

    private static final long LANES_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Leadership leadership;
    private final Jdbi jdbi;
    private final Tickets store;
    private final Fleet fleet;
    private final TicketPublisher publisher;
    private final CoordinatorMeters meters;
    private final int ticketsPerFreeSlot;
    private final LongSupplier nanos = System::nanoTime;
    private final LaneBook lanes = new LaneBook(nanos);
    private final Outstanding outstanding;
    private final Map<Set<TaskKind<?, ?>>, Map<TaskClass, DeficitRoundRobin>> rounds = new HashMap<>();
    private long lanesAt = nanos.getAsLong();

    public Dispatcher(
            Leadership leadership,
            Jdbi jdbi,
            Fleet fleet,
            TicketPublisher publisher,
            CoordinatorMeters meters,
            int ticketsPerFreeSlot) {
        this.leadership = leadership;
        this.jdbi = jdbi;
        this.store = new Tickets(jdbi);
        this.fleet = fleet;
        this.publisher = publisher;
        this.meters = meters;
        this.ticketsPerFreeSlot = ticketsPerFreeSlot;
        this.outstanding = new Outstanding(store);
    }

    /** Tasks were written to lanes. */
    void announced(List<Lanes.Announcement> announcements) {
        for (Lanes.Announcement announcement : announcements) {
            if (!lanes.announced(announcement)) {
                lanesAt = nanos.getAsLong();
            }
        }
    }

    /** Fills up the tickets of every class, if this coordinator leads. @return whether any were written */
    public boolean tick() {
        if (!leadership.held()) {
            outstanding.forget();
            return false;
        }
        if (nanos.getAsLong() - lanesAt >= 0) {
            lanes.refresh(Lanes.all(jdbi));
            lanesAt = nanos.getAsLong() + LANES_EVERY;
        }
        outstanding.update();
        boolean any = false;
        for (Pool pool : fleet.pools()) {
            any |= fill(pool);
        }
        return any;
    }

    private boolean fill(Pool pool) {
        TaskClass taskClass = pool.taskClass();
        // one per slot at least, so that a slot that becomes free does not wait for our next turn
        int wanted =
                Math.max(ticketsPerFreeSlot * pool.free(), pool.slots()) - outstanding.count(taskClass, pool.kinds());
        if (wanted <= 0) {
            return false;
        }
        List<Search> searches = lanes.searches(taskClass, pool.kinds(), wanted);
        if (searches.isEmpty()) {
            return false;
        }
        long begun = nanos.getAsLong();
        List<Waiting> waiting = store.waiting(taskClass, searches);
        lanes.took(taskClass, searches, Duration.ofNanos(nanos.getAsLong() - begun));
        Set<String> found =
                waiting.stream().map(task -> lane(task.kind(), task.tenant())).collect(Collectors.toSet());
        searches.stream()
                .filter(search -> !found.contains(lane(search.kind(), search.tenant())))
                .forEach(search -> lanes.empty(taskClass, search));
        List<Waiting> picked = round(pool).pick(queues(taskClass, waiting), wanted).stream()
                .map(Pick::task)
                .toList();
        return !picked.isEmpty() && ticket(taskClass, picked, wanted);
    }

    private DeficitRoundRobin round(Pool pool) {
        return rounds.computeIfAbsent(pool.kinds(), kinds -> new HashMap<>())
                .computeIfAbsent(pool.taskClass(), taskClass -> new DeficitRoundRobin());
    }

    /** Of a tenant that has several kinds waiting, one queue, by priority and age. */
    private List<DeficitRoundRobin.Queue> queues(TaskClass taskClass, List<Waiting> waiting) {
        Map<String, List<Waiting>> byTenant = new LinkedHashMap<>();
        waiting.forEach(task -> byTenant.computeIfAbsent(task.tenant(), tenant -> new ArrayList<>())
                .add(task));
        List<DeficitRoundRobin.Queue> queues = new ArrayList<>();
        byTenant.forEach((tenant, tasks) -> {
            tasks.sort(Comparator.comparing(Waiting::place));
            queues.add(new DeficitRoundRobin.Queue(
                    tenant,
                    lanes.weight(taskClass, tasks.getFirst()),
                    tasks.stream().map(Pick::of).toList()));
        });
        return queues;
    }

    private boolean ticket(TaskClass taskClass, List<Waiting> picked, int wanted) {
        // marked first: a ticket without its mark could be claimed and then marked as waiting
        Set<TaskId> marked =
                new HashSet<>(store.ticket(picked.stream().map(Waiting::task).toList()));
        List<Waiting> tasks =
                picked.stream().filter(task -> marked.contains(task.task())).toList();
        List<Ticket> tickets = Bundles.of(tasks, taskClass, wanted);
        List<Ticket> lost = publisher.publish(tickets);
        if (!lost.isEmpty()) {
            List<TaskId> unused = store.unticket(
                    lost.stream().flatMap(ticket -> ticket.tasks().stream()).toList());
        }
        tickets.stream().filter(ticket -> !lost.contains(ticket)).forEach(outstanding::add);
        if (lost.isEmpty()) {
            tasks.forEach(task -> lanes.ticketed(taskClass, task));
        }
        meters.ticketed(taskClass, tickets.size() - lost.size(), lost.size());
        return lost.size() < tickets.size();
    }

    private static String lane(TaskKind<?, ?> kind, String tenant) {
        return kind.name() + " " + tenant;
    }
}
