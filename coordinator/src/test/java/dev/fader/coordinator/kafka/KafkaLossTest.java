package dev.fader.coordinator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.CoordinatorMeters;
import dev.fader.coordinator.TestDatabase;
import dev.fader.coordinator.dispatch.Dispatcher;
import dev.fader.coordinator.dispatch.Leadership;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.reap.Reaper;
import dev.fader.coordinator.relay.EventRelay;
import dev.fader.coordinator.task.TaskStore;
import dev.fader.schemas.FaderEvent;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.Topics;
import dev.fader.stack.StackProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dispatch and events on the real broker. */
@Timeout(120)
class KafkaLossTest {

    private static final String BROKER = StackProcess.shared().bootstrapServers();
    private final TestDatabase database = TestDatabase.create();
    private final CoordinatorMeters meters = new CoordinatorMeters(new SimpleMeterRegistry());
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER));
    private final ReliableProducer producer = new ReliableProducer(BROKER);
    private final TopicKeeper topics = new TopicKeeper(admin, 1, (short) 1);
    private final Leadership leadership = new Leadership(database.jdbi());
    private final Fleet fleet = new Fleet(database.jdbi(), Duration.ofMinutes(5));
    private final Dispatcher dispatcher =
            new Dispatcher(leadership, database.jdbi(), fleet, new KafkaTickets(producer), meters, 2);
    private final Reaper reaper = new Reaper(database.jdbi(), fleet, meters, 2, Duration.ofMillis(1));

    @AfterEach
    void close() {
        leadership.close();
        producer.close();
        admin.close();
    }

    @Test
    void whenEveryTopicIsDeletedWithFiftyTasksWaitingAllOfThemFinish() throws Exception {
        database.submit("a", 50);
        database.worker("by-hand", 4);
        topics.tick();
        dispatcher.tick();
        assertThat(database.count("ticketed_at IS NOT NULL")).isEqualTo(8);

        deleteEveryTopic();

        try (KafkaShareConsumer<String, String> worker = worker()) {
            while (database.count("state <> 'DONE'") > 0) {
                topics.tick();
                reaper.tick();
                dispatcher.tick();
                worker.poll(Duration.ofMillis(300)).forEach(record -> {
                    finish(FaderJson.read(record.value(), Ticket.class).task());
                    worker.acknowledge(record, AcknowledgeType.ACCEPT);
                });
                worker.commitSync();
            }
        }

        assertThat(database.count("state = 'DONE' AND fence = 1")).isEqualTo(50);
    }

    @Test
    void eventsReachTheirTopicKeyedByTask() {
        TaskId task = database.submit("a", 1).getFirst();
        new TaskStore(database.jdbi()).cancel(task);
        topics.tick();

        new EventRelay(database.jdbi(), new KafkaEvents(producer), meters).tick();

        FaderEvent event = eventOf(task);
        assertThat(event.type()).isEqualTo("dev.fader.task.cancelled");
        assertThat(event.data().state()).isEqualTo(TaskState.CANCELLED);
    }

    private void deleteEveryTopic() throws Exception {
        admin.deleteTopics(admin.listTopics().names().get()).all().get();
        while (!admin.listTopics().names().get().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** As a worker claims and commits, in one step. */
    private void finish(TaskId task) {
        database.execute("UPDATE task SET state = 'DONE', fence = fence + 1, ticketed_at = NULL, finished_at = now()"
                + " WHERE state = 'READY' AND id = '" + task.uuid() + "'");
    }

    private static KafkaShareConsumer<String, String> worker() {
        KafkaShareConsumer<String, String> consumer = new KafkaShareConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        BROKER,
                        "group.id",
                        Topics.workers(TaskClass.BATCH),
                        "share.acknowledgement.mode",
                        "explicit"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(Topics.tickets(TaskClass.BATCH)));
        return consumer;
    }

    private static FaderEvent eventOf(TaskId task) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER, "group.id", "test-" + task, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.EVENTS));
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (task.toString().equals(record.key())) {
                        return FaderJson.read(record.value(), FaderEvent.class);
                    }
                }
            }
        }
    }
}
