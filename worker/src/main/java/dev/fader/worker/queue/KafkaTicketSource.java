package dev.fader.worker.queue;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.Topics;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.worker.attempt.WorkerMeters;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tickets of a class from its share group, one record at a time so that no ticket waits here for a slot while another
 * worker is free. The consumer belongs to the thread that polls.
 */
public final class KafkaTicketSource implements TicketSource {

    private static final Logger LOG = Logger.getLogger(KafkaTicketSource.class);
    private final KafkaShareConsumer<String, String> consumer;
    private final WorkerMeters meters;
    private @Nullable ConsumerRecord<String, String> held;

    /** Joins the group of the class at the first poll. */
    public KafkaTicketSource(
            String bootstrapServers, TaskClass taskClass, Collection<TaskKind<?, ?>> kinds, WorkerMeters meters) {
        this.meters = meters;
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", Topics.workers(taskClass));
        settings.put("key.deserializer", StringDeserializer.class.getName());
        settings.put("value.deserializer", StringDeserializer.class.getName());
        settings.put("share.acknowledgement.mode", "explicit");
        settings.put("share.acquire.mode", "record_limit");
        settings.put("max.poll.records", "1");
        this.consumer = new KafkaShareConsumer<>(settings);
        consumer.setAcknowledgementCommitCallback((offsets, error) -> {
            if (error != null) {
                LOG.warnf("%s: tickets will come again: %s", offsets.keySet(), error.getMessage());
            }
        });
        consumer.subscribe(
                kinds.stream().map(kind -> Topics.tickets(taskClass, kind)).toList());
    }

    @Override
    public Optional<Ticket> poll(Duration wait) {
        Optional<Ticket> ticket = Optional.empty();
        for (ConsumerRecord<String, String> record : consumer.poll(wait)) {
            ticket = read(record);
        }
        return ticket;
    }

    private Optional<Ticket> read(ConsumerRecord<String, String> record) {
        try {
            Ticket ticket = FaderJson.read(String.valueOf(record.value()), Ticket.class);
            held = record;
            return Optional.of(ticket);
        } catch (IllegalArgumentException e) {
            LOG.warnf(
                    "%s-%d@%d goes to the dead letters: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
            meters.ticketRejected();
            settle(record, AcknowledgeType.REJECT);
            return Optional.empty();
        }
    }

    @Override
    public void accept() {
        settleHeld(AcknowledgeType.ACCEPT);
    }

    @Override
    public void release() {
        settleHeld(AcknowledgeType.RELEASE);
    }

    private void settleHeld(AcknowledgeType how) {
        ConsumerRecord<String, String> record = held;
        if (record != null) {
            settle(record, how);
            held = null;
        }
    }

    /** Sends the acknowledgement and does not wait: one that fails only brings the ticket again, and the claim tells. */
    private void settle(ConsumerRecord<String, String> record, AcknowledgeType how) {
        consumer.acknowledge(record, how);
        consumer.commitAsync();
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(5));
    }
}
