package dev.fader.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.CoordinatorMeters;
import dev.fader.coordinator.TestDatabase;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
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
    void aPickReadsAsMuchAsItTakesAndNotTheBacklog() {
        database.submit("a", 5000);
        database.submit("b", 5000);
        database.execute("ANALYZE task");
        long before = rowsRead();

        new PickStore(database.jdbi()).waiting(TaskClass.BATCH, 3);

        assertThat(rowsRead() - before).isLessThan(100);
    }

    /** Rows of task that any statement has read so far, by index or by scan. */
    private long rowsRead() {
        database.execute("SELECT pg_stat_force_next_flush()");
        return Long.parseLong(database.one("SELECT CAST(seq_tup_read + idx_tup_fetch AS text)"
                + " FROM pg_stat_user_tables WHERE relname = 'task'"));
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

        private final List<TaskId> tasks = new ArrayList<>();
        private boolean down;

        @Override
        public List<TaskId> publish(List<Ticket> published) {
            List<TaskId> all = published.stream().map(Ticket::task).toList();
            if (down) {
                return all;
            }
            tasks.addAll(all);
            return List.of();
        }
    }
}
