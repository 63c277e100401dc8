package dev.fader.coordinator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.bulk.BulkActions;
import dev.fader.coordinator.dispatch.Dispatcher;
import dev.fader.coordinator.dispatch.Leadership;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.coordinator.reap.Reaper;
import dev.fader.coordinator.reap.Steadiness;
import dev.fader.coordinator.relay.EventRelay;
import dev.fader.queue.TestDatabase;
import dev.fader.queue.settings.KafkaConfig;
import dev.fader.queue.task.Changes.Change;
import dev.fader.queue.task.Expiry;
import dev.fader.queue.task.Tickets;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.Topics;
import dev.fader.schemas.event.FaderEvent;
import dev.fader.schemas.event.TaskChanged;
import dev.fader.schemas.kind.TaskKinds;
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
    private final TopicKeeper topics = new TopicKeeper(admin, new OneBroker());
    private final Leadership leadership = new Leadership(database.jdbi());
    private final Fleet fleet = new Fleet(database.jdbi(), Duration.ofMinutes(5));
    private final Dispatcher dispatcher =
            new Dispatcher(leadership, database.jdbi(), fleet, new KafkaTickets(producer), meters, 2);
    private final Reaper reaper = new Reaper(
            new Expiry(database.jdbi(), 2, Duration.ofSeconds(30)),
            new Tickets(database.jdbi()),
            fleet,
            new Steadiness(Duration.ofSeconds(30), Duration.ofSeconds(2), System::nanoTime),
            meters,
            Duration.ofMillis(1));

    private record OneBroker() implements KafkaConfig {
        @Override
        public String bootstrapServers() {
            return BROKER;
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public short replicas() {
            return 1;
        }

        @Override
        public Duration pollWait() {
            return Duration.ofMillis(100);
        }
    }

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
        topics.take();
        dispatcher.tick();
        assertThat(database.count("ticketed_at IS NOT NULL")).isEqualTo(8);

        deleteEveryTopic();

        try (KafkaShareConsumer<String, String> worker = worker()) {
            while (database.count("state <> 'DONE'") > 0) {
                topics.take();
                reaper.take();
                dispatcher.tick();
                worker.poll(Duration.ofMillis(300)).forEach(record -> {
                    FaderJson.read(record.value(), Ticket.class).tasks().forEach(this::finish);
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
        new BulkActions(database.jdbi()).change(Change.CANCEL, task);
        topics.take();

        new EventRelay(database.jdbi(), new KafkaEvents(producer), meters).take();

        FaderEvent event = eventOf(task);
        assertThat(event.type()).isEqualTo("dev.fader.task.cancelled");
        assertThat(event.data())
                .isInstanceOfSatisfying(
                        TaskChanged.class,
                        changed -> assertThat(changed.state()).isEqualTo(TaskState.CANCELLED));
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
        consumer.subscribe(List.of(Topics.tickets(TaskClass.BATCH, TaskKinds.REMIX)));
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
