package dev.fader.coordinator.kafka;

import dev.fader.coordinator.dispatch.TicketPublisher;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.Topics;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tickets as records of the topic of their class and kind. */
@Singleton
public final class KafkaTickets implements TicketPublisher {

    private final ReliableProducer producer;

    public KafkaTickets(ReliableProducer producer) {
        this.producer = producer;
    }

    @Override
    public List<Ticket> publish(List<Ticket> tickets) {
        ReliableProducer.Unsent<Ticket> unsent = producer.send(
                tickets,
                ticket -> new ProducerRecord<>(
                        Topics.tickets(ticket.taskClass(), ticket.kind()), FaderJson.write(ticket)));
        List<Ticket> lost = new ArrayList<>(unsent.lost());
        lost.addAll(unsent.refused().keySet());
        return lost;
    }
}
