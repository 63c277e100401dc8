package dev.fader.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.TestDatabase;
import dev.fader.queue.task.Lanes;
import dev.fader.queue.task.Place;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.kind.PingKind;
import dev.fader.schemas.kind.TaskKinds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private final TestDatabase database = TestDatabase.create();
    private final RecordedTickets tickets = new RecordedTickets();
    private final Leadership leadership = new Leadership(database.jdbi());
    private final Dispatcher dispatcher = dispatcher(leadership);

    @AfterEach
    void stepDown() {
        leadership.close();
    }

    @Test
    void onlyTwiceTheFreeSlotsAreOutstanding() {
        database.submit("a", 100);
        database.worker("w", 3);

        dispatcher.tick();
        dispatcher.tick();

        assertThat(tickets.tasks).hasSize(6).doesNotHaveDuplicates();
        assertThat(database.count("ticketed_at IS NOT NULL")).isEqualTo(6);
    }

    @Test
    void everySlotThatBecomesFreeFindsATicket() {
        List<TaskId> tasks = database.submit("a", 100);
        database.worker("w", 3);
        dispatcher.tick();

        tasks.subList(0, 3).forEach(task -> database.claim(task, "w"));
        database.execute("UPDATE worker SET busy = 3");
        dispatcher.tick();

        assertThat(database.count("ticketed_at IS NOT NULL")).isEqualTo(3);
    }

    @Test
    void withoutWorkersNothingIsTicketedAndOrderStaysOpen() {
        database.submit("a", 5);

        dispatcher.tick();

        assertThat(tickets.tasks).isEmpty();
    }

    @Test
    void aTenantBehindAnothersThousandsIsServedAtOnce() {
        database.submit("a", 2000);
        List<TaskId> late = database.submit("b", 3);
        database.worker("w", 3);

        dispatcher.tick();

        assertThat(tickets.tasks).hasSize(6).containsAll(late);
    }

    @Test
    void withinATenantPriorityGoesBeforeAge() {
        List<TaskId> first = database.submit("a", 0, 5);
        List<TaskId> urgent = database.submit("a", 10, 2);
        database.worker("w", 2);

        dispatcher.tick();

        assertThat(tickets.tasks).containsExactly(urgent.get(0), urgent.get(1), first.get(0), first.get(1));
    }

    @Test
    void aTaskThatBacksOffIsNotTicketed() {
        TaskId task = database.submit("a", 1).getFirst();
        database.set(task, "not_before = now() + interval '1 hour'");
        database.worker("w", 1);

        dispatcher.tick();

        assertThat(tickets.tasks).isEmpty();
    }

    @Test
    void aTicketThatKafkaDidNotTakeIsWrittenAgain() {
        List<TaskId> tasks = database.submit("a", 2);
        database.worker("w", 1);
        tickets.down = true;
        dispatcher.tick();
        tickets.down = false;

        dispatcher.tick();

        assertThat(tickets.tasks).containsExactlyElementsOf(tasks);
    }

    @Test
    void onlyOneCoordinatorDispatchesUntilItStepsDown() {
        database.submit("a", 10);
        database.worker("w", 1);
        try (Leadership other = new Leadership(database.jdbi())) {
            assertThat(leadership.held()).isTrue();
            assertThat(other.held()).isFalse();
            dispatcher(other).tick();
            assertThat(tickets.tasks).isEmpty();

            leadership.close();

            assertThat(other.held()).isTrue();
        }
    }

    @Test
    void whatComesWhenNothingWaitedIsTicketedAtOnceWhenItIsAnnounced() {
        database.worker("w", 1);
        database.submit("a", 1);
        dispatcher.tick();
        TaskId done = tickets.tasks.getFirst();
        database.set(done, "state = 'DONE', finished_at = now(), ticketed_at = NULL");
        dispatcher.tick();
        tickets.tasks.clear();

        List<TaskId> tasks = database.submit("a", 1);
        dispatcher.announced(
                List.of(new Lanes.Announcement(TaskClass.BATCH, TaskKinds.REMIX, "a", new Place(0, tasks.getFirst()))));
        dispatcher.tick();

        assertThat(tickets.tasks).containsExactlyElementsOf(tasks);
    }

    @Test
    void aTaskThatComesBackIsFoundThoughYoungerOnesWereTicketedSince() {
        List<TaskId> tasks = database.submit("a", 20);
        database.worker("w", 2);
        dispatcher.tick();
        TaskId returned = tasks.getFirst();
        database.set(returned, "ticketed_at = NULL");
        tickets.tasks.clear();
        // an announcement makes the next look begin there, as a second that passes makes it begin at the start
        dispatcher.announced(
                List.of(new Lanes.Announcement(TaskClass.BATCH, TaskKinds.REMIX, "a", new Place(0, returned))));

        dispatcher.tick();

        assertThat(tickets.tasks).containsExactly(returned);
    }

    @Test
    void aKindThatNoLivingWorkerRunsIsNotTicketed() {
        database.submit("a", 2);
        List<TaskId> pings = database.submit(TaskKinds.PING, "a", 0, 2, n -> new PingKind.Spec(0));
        database.worker("w", 4, List.of(TaskKinds.PING));

        dispatcher.tick();

        assertThat(tickets.tasks).containsExactlyInAnyOrderElementsOf(pings);
    }

    @Test
    void smallTasksShareTicketsAndAreSpreadOverTheSlots() {
        database.submit(TaskKinds.PING, "a", 0, 10, n -> new PingKind.Spec(0));
        database.worker("w", 2);

        dispatcher.tick();

        assertThat(tickets.published)
                .hasSize(4)
                .allSatisfy(ticket -> assertThat(ticket.tasks().size()).isBetween(1, 3));
        assertThat(tickets.tasks).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aSuspectHasATicketOfItsOwnThatSaysSo() {
        List<TaskId> pings = database.submit(TaskKinds.PING, "a", 0, 5, n -> new PingKind.Spec(0));
        database.set(pings.get(2), "suspect = true");
        database.worker("w", 1);

        dispatcher.tick();

        assertThat(tickets.published)
                .filteredOn(Ticket::alone)
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.tasks()).containsExactly(pings.get(2)));
    }

    private Dispatcher dispatcher(Leadership lead) {
        return new Dispatcher(
                lead,
                database.jdbi(),
                new Fleet(database.jdbi(), Duration.ofMinutes(1)),
                tickets,
                new CoordinatorMeters(new SimpleMeterRegistry()),
                2);
    }

    private static final class RecordedTickets implements TicketPublisher {

        private final List<Ticket> published = new ArrayList<>();
        private final List<TaskId> tasks = new ArrayList<>();
        private boolean down;

        @Override
        public List<Ticket> publish(List<Ticket> all) {
            if (down) {
                return all;
            }
            published.addAll(all);
            all.forEach(ticket -> tasks.addAll(ticket.tasks()));
            return List.of();
        }
    }
}
