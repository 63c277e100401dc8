package dev.fader.coordinator.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.CoordinatorMeters;
import dev.fader.coordinator.TestDatabase;
import dev.fader.coordinator.task.TaskStore;
import dev.fader.schemas.FaderEvent;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.TaskFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventRelayTest {

    private final TestDatabase database = TestDatabase.create();
    private final Flaky publisher = new Flaky();
    private final EventRelay relay =
            new EventRelay(database.jdbi(), publisher, new CoordinatorMeters(new SimpleMeterRegistry()));

    @Test
    void everyEventIsPublishedOnceWhenNothingFails() {
        List<TaskId> tasks = cancelled(3);

        relay.tick();
        relay.tick();

        assertThat(publisher.taken).extracting(FaderEvent::subject).containsExactlyInAnyOrderElementsOf(tasks);
    }

    @Test
    void whatWasNotTakenIsPublishedLaterUnderTheSameId() {
        cancelled(4);
        publisher.refuse = 2;
        relay.tick();
        List<FaderEvent> refused = List.copyOf(publisher.refused);

        relay.tick();

        assertThat(publisher.taken).hasSize(4).containsAll(refused);
    }

    @Test
    void aCrashAfterPublishingRepeatsTheEventUnderTheSameId() {
        cancelled(1);
        publisher.crashAfter = true;
        try {
            relay.tick();
        } catch (IllegalStateException crash) {
            publisher.crashAfter = false;
        }

        relay.tick();

        assertThat(publisher.taken).hasSize(2);
        assertThat(publisher.taken.get(0)).isEqualTo(publisher.taken.get(1));
    }

    @Test
    void moreEventsThanGoAtOnceAreAllPublished() {
        cancelled(1100);

        relay.tick();

        assertThat(publisher.taken).hasSize(1100).doesNotHaveDuplicates();
    }

    private List<TaskId> cancelled(int count) {
        List<TaskId> tasks = database.submit("a", count);
        TaskStore store = new TaskStore(database.jdbi());
        tasks.stream()
                .findFirst()
                .flatMap(store::find)
                .ifPresent(task -> store.cancel(TaskFilter.of(Objects.requireNonNull(task.batch()))));
        return tasks;
    }

    private static final class Flaky implements EventPublisher {

        private final List<FaderEvent> taken = new ArrayList<>();
        private List<FaderEvent> refused = List.of();
        private int refuse;
        private boolean crashAfter;

        @Override
        public List<FaderEvent> publish(List<FaderEvent> events) {
            refused = List.copyOf(events.subList(0, refuse));
            taken.addAll(events.subList(refuse, events.size()));
            refuse = 0;
            if (crashAfter) {
                throw new IllegalStateException("the process ends here");
            }
            return refused;
        }
    }
}
