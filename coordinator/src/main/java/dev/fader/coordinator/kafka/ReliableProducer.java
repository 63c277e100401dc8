package dev.fader.coordinator.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** Sends records, waits until every replica has them, and tells which did not make it. */
public final class ReliableProducer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReliableProducer.class);

    private final KafkaProducer<String, String> producer;

    public ReliableProducer(String bootstrapServers) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("linger.ms", "0");
        // a topic that was deleted is noticed soon, and what was meant for it is sent again later
        settings.put("max.block.ms", "2000");
        settings.put("request.timeout.ms", "5000");
        settings.put("delivery.timeout.ms", "8000");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** @return what could not be sent */
    public <T> List<T> send(List<T> messages, Function<T, ProducerRecord<String, String>> record) {
        Map<T, Future<?>> sent = new LinkedHashMap<>();
        List<T> lost = new ArrayList<>();
        for (T message : messages) {
            if (!lost.isEmpty()) {
                // each further try would block as long as the first
                lost.add(message);
                continue;
            }
            try {
                sent.put(message, producer.send(record.apply(message)));
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                LOG.warnf("Kafka takes no records: %s", e.getMessage());
                lost.add(message);
            }
        }
        sent.forEach((message, future) -> {
            try {
                future.get();
            } catch (ExecutionException e) {
                LOG.warnf("a record was not taken by Kafka: %s", e.getCause());
                lost.add(message);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        });
        return lost;
    }

    @Override
    public void close() {
        producer.close();
    }
}
