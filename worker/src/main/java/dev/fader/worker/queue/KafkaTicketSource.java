package dev.fader.worker.queue;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.Topics;
import dev.fader.worker.attempt.WorkerMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Tickets from Kafka's share groups: one consumer per class of tasks, asked in order of urgency, one record at a time so
 * that no ticket waits here for a slot while another worker is free. The consumers belong to the thread that polls.
 */
public final class KafkaTicketSource implements TicketSource {

    private static final Logger LOG = Logger.getLogger(KafkaTicketSource.class);

    private record Taken(KafkaShareConsumer<String, String> consumer, ConsumerRecord<String, String> record) {}

    private final Map<TaskClass, KafkaShareConsumer<String, String>> consumers = new LinkedHashMap<>();
    private final WorkerMeters meters;
    private final List<Taken> taken = new ArrayList<>();

    /** Joins the groups of the classes at the first poll. */
    public KafkaTicketSource(String bootstrapServers, List<TaskClass> classes, WorkerMeters meters) {
        this.meters = meters;
        classes.stream().sorted().forEach(taskClass -> {
            KafkaShareConsumer<String, String> consumer =
                    new KafkaShareConsumer<>(settings(bootstrapServers, taskClass));
            consumer.subscribe(List.of(Topics.tickets(taskClass)));
            consumers.put(taskClass, consumer);
        });
    }

    private static Properties settings(String bootstrapServers, TaskClass taskClass) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", Topics.workers(taskClass));
        settings.put("key.deserializer", StringDeserializer.class.getName());
        settings.put("value.deserializer", StringDeserializer.class.getName());
        settings.put("share.acknowledgement.mode", "explicit");
        settings.put("share.acquire.mode", "record_limit");
        settings.put("max.poll.records", "1");
        return settings;
    }

    @Override
    public List<Ticket> poll(int atMost, Duration wait) {
        Duration each = wait.dividedBy(consumers.size());
        List<Ticket> tickets = new ArrayList<>();
        for (KafkaShareConsumer<String, String> consumer : consumers.values()) {
            if (tickets.size() < atMost) {
                consumer.poll(each).forEach(record -> read(consumer, record).ifPresent(tickets::add));
            }
        }
        return tickets;
    }

    private Optional<Ticket> read(KafkaShareConsumer<String, String> consumer, ConsumerRecord<String, String> record) {
        try {
            Ticket ticket = FaderJson.read(String.valueOf(record.value()), Ticket.class);
            taken.add(new Taken(consumer, record));
            return Optional.of(ticket);
        } catch (IllegalArgumentException e) {
            LOG.warnf(
                    "%s-%d@%d goes to the dead letters: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
            meters.ticketRejected();
            consumer.acknowledge(record, AcknowledgeType.REJECT);
            commit(consumer);
            return Optional.empty();
        }
    }

    @Override
    public void accept() {
        settle(AcknowledgeType.ACCEPT);
    }

    @Override
    public void release() {
        settle(AcknowledgeType.RELEASE);
    }

    private void settle(AcknowledgeType how) {
        for (Taken ticket : taken) {
            ticket.consumer().acknowledge(ticket.record(), how);
            commit(ticket.consumer());
        }
        taken.clear();
    }

    /** An acknowledgement that fails only brings the ticket again, and the claim tells. */
    private static void commit(KafkaShareConsumer<String, String> consumer) {
        Map<TopicIdPartition, Optional<KafkaException>> errors = consumer.commitSync();
        errors.forEach((partition, error) ->
                error.ifPresent(e -> LOG.warnf("%s: a ticket will come again: %s", partition, e.getMessage())));
    }

    @Override
    public void close() {
        consumers.values().forEach(consumer -> consumer.close(Duration.ofSeconds(5)));
    }
}
