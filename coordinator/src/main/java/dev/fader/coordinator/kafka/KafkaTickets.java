package dev.fader.coordinator.kafka;

import dev.fader.coordinator.dispatch.TicketPublisher;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tickets as records of their class's topic. */
public final class KafkaTickets implements TicketPublisher {

    private final ReliableProducer producer;

    public KafkaTickets(ReliableProducer producer) {
        this.producer = producer;
    }

    @Override
    public List<TaskId> publish(List<Ticket> tickets) {
        return producer
                .send(
                        tickets,
                        ticket -> new ProducerRecord<>(
                                Topics.tickets(ticket.taskClass()),
                                ticket.task().toString(),
                                FaderJson.write(ticket)))
                .stream()
                .map(Ticket::task)
                .toList();
    }
}
