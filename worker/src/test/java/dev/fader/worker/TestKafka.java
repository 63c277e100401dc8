package dev.fader.worker;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.Topics;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.stack.StackProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tickets on the real broker, with topics and groups set as the coordinator sets them. */
public final class TestKafka implements AutoCloseable {

    private static final String TICKETS = Topics.tickets(TaskClass.BATCH, TaskKinds.PING);
    private static final String DEAD = Topics.deadLetters(TaskClass.BATCH);
    private final KafkaProducer<String, String> producer;

    private TestKafka() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    public static TestKafka create() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            if (!admin.listTopics().names().get().contains(TICKETS)) {
                admin.createTopics(List.of(
                                new NewTopic(TICKETS, 1, (short) 1),
                                new NewTopic(DEAD, 1, (short) 1)
                                        .configs(Map.of("errors.deadletterqueue.group.enable", "true"))))
                        .all()
                        .get();
            }
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, Topics.workers(TaskClass.BATCH)),
                            List.of(
                                    set("share.auto.offset.reset", "earliest"),
                                    set("errors.deadletterqueue.topic.name", DEAD),
                                    set("errors.deadletterqueue.copy.record.enable", "true"))))
                    .all()
                    .get();
        }
        return new TestKafka();
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    public static String bootstrapServers() {
        return StackProcess.shared().bootstrapServers();
    }

    public void publish(Collection<TaskId> tasks) throws Exception {
        for (TaskId task : tasks) {
            publish(Ticket.of(List.of(task), TaskClass.BATCH, TaskKinds.PING));
        }
    }

    public void publish(Ticket ticket) throws Exception {
        publish(FaderJson.write(ticket));
    }

    public void publish(String value) throws Exception {
        producer.send(new ProducerRecord<>(TICKETS, value)).get();
    }

    /** Reads dead letters until the value is among them. */
    public List<String> deadLettersUntil(String value) {
        List<String> letters = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers(),
                        "group.id",
                        "test-" + System.nanoTime(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(DEAD));
            while (!letters.contains(value)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> letters.add(record.value()));
            }
        }
        return letters;
    }

    @Override
    public void close() {
        producer.close();
    }
}
