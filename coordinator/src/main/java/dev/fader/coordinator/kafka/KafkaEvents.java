package dev.fader.coordinator.kafka;

import dev.fader.coordinator.relay.EventPublisher;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Topics;
import dev.fader.schemas.event.FaderEvent;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as records keyed by what they happened to, so that those of a task, a run or an alias stay in order. */
@Singleton
public final class KafkaEvents implements EventPublisher {

    private final ReliableProducer producer;

    public KafkaEvents(ReliableProducer producer) {
        this.producer = producer;
    }

    @Override
    public Unpublished publish(List<FaderEvent> events) {
        ReliableProducer.Unsent<FaderEvent> unsent = producer.send(
                events, event -> new ProducerRecord<>(Topics.EVENTS, event.subject(), FaderJson.write(event)));
        return new Unpublished(unsent.lost(), unsent.refused());
    }
}
