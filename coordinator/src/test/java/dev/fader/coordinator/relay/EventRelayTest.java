package dev.fader.coordinator.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.bulk.BulkActions;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.TestDatabase;
import dev.fader.queue.event.Outbox;
import dev.fader.queue.task.Changes.Change;
import dev.fader.schemas.ActionId;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.event.EpochEnded;
import dev.fader.schemas.event.EventData;
import dev.fader.schemas.event.FaderEvent;
import dev.fader.schemas.event.ModelPromoted;
import dev.fader.schemas.event.RunChanged;
import dev.fader.schemas.run.RunChange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventRelayTest {

    private final TestDatabase database = TestDatabase.create();
    private final Flaky publisher = new Flaky();
    private final EventRelay relay =
            new EventRelay(database.jdbi(), publisher, new CoordinatorMeters(new SimpleMeterRegistry()));

    @Test
    void everyEventIsPublishedOnceWhenNothingFails() {
        List<TaskId> tasks = cancelled(3);

        relay.take();
        relay.take();

        assertThat(publisher.taken)
                .extracting(FaderEvent::subject)
                .containsExactlyInAnyOrderElementsOf(
                        tasks.stream().map(TaskId::toString).toList());
    }

    @Test
    void whatWasNotTakenIsPublishedLaterUnderTheSameId() {
        cancelled(4);
        publisher.refuse = 2;
        relay.take();
        List<FaderEvent> refused = List.copyOf(publisher.refused);

        relay.take();

        assertThat(publisher.taken).hasSize(4).containsAll(refused);
    }

    @Test
    void aCrashAfterPublishingRepeatsTheEventUnderTheSameId() {
        cancelled(1);
        publisher.crashAfter = true;
        try {
            relay.take();
        } catch (IllegalStateException crash) {
            publisher.crashAfter = false;
        }

        relay.take();

        assertThat(publisher.taken).hasSize(2);
        assertThat(publisher.taken.get(0)).isEqualTo(publisher.taken.get(1));
    }

    @Test
    void moreEventsThanGoAtOnceAreAllPublished() {
        cancelled(1100);

        relay.take();

        assertThat(publisher.taken).hasSize(1100).doesNotHaveDuplicates();
    }

    @Test
    void anEventThatKafkaWillNeverTakeIsPutAsideAndHoldsUpNoOther() {
        List<TaskId> tasks = cancelled(3);
        publisher.tooLarge = tasks.get(1);

        relay.take();
        relay.take();

        assertThat(publisher.taken)
                .extracting(FaderEvent::subject)
                .containsExactlyInAnyOrder(tasks.get(0).toString(), tasks.get(2).toString());
        assertThat(database.one(
                        "SELECT refused FROM event WHERE task_id = ?",
                        tasks.get(1).uuid()))
                .isEqualTo("too large");
    }

    @Test
    void whatIsToldOfRunsAndModelsGoesTheSameWay() {
        RunId run = RunId.create();
        List<EventData> told = List.of(
                new RunChanged(run, RunChange.SUBMITTED, "ada", null, null),
                new EpochEnded(run, 1, 20, 3.5, 3.5, 0, Map.of("vocals", 3.5), 1.25, "cpu"),
                new ModelPromoted("production", null, "0".repeat(64), null, "the first"));
        database.jdbi().useTransaction(transaction -> Outbox.add(transaction, told));

        relay.take();

        assertThat(publisher.taken).extracting(FaderEvent::data).isEqualTo(told);
        assertThat(publisher.taken)
                .extracting(FaderEvent::type)
                .containsExactly("dev.fader.run.submitted", "dev.fader.epoch.ended", "dev.fader.model.promoted");
    }

    private List<TaskId> cancelled(int count) {
        List<TaskId> tasks = database.submit("a", count);
        BatchId batch = new BatchId(UUID.fromString(database.text(tasks.getFirst(), "batch_id")));
        BulkActions actions = new BulkActions(database.jdbi());
        ActionId action =
                actions.start(Change.CANCEL, TaskFilter.of(batch), null).id();
        while (!actions.find(action).orElseThrow().finished()) {
            actions.advance();
        }
        return tasks;
    }

    private static final class Flaky implements EventPublisher {

        private final List<FaderEvent> taken = new ArrayList<>();
        private List<FaderEvent> refused = List.of();
        private int refuse;
        private boolean crashAfter;
        private @Nullable TaskId tooLarge;

        @Override
        public Unpublished publish(List<FaderEvent> events) {
            Map<FaderEvent, String> never = events.stream()
                    .filter(event -> event.subject().equals(String.valueOf(tooLarge)))
                    .collect(Collectors.toMap(event -> event, event -> "too large"));
            List<FaderEvent> possible =
                    events.stream().filter(event -> !never.containsKey(event)).toList();
            refused = List.copyOf(possible.subList(0, refuse));
            taken.addAll(possible.subList(refuse, possible.size()));
            refuse = 0;
            if (crashAfter) {
                throw new IllegalStateException("the process ends here");
            }
            return new Unpublished(refused, never);
        }
    }
}
