package dev.fader.coordinator.kafka;

import dev.fader.queue.settings.KafkaConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends records, waits until every replica has them, and tells which did not make it. */
@Singleton
public final class ReliableProducer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReliableProducer.class);
    private final KafkaProducer<String, String> producer;

    @Inject
    ReliableProducer(KafkaConfig config) {
        this(config.bootstrapServers());
    }

    public ReliableProducer(String bootstrapServers) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("linger.ms", "0");
        // what is handed over at once goes in few requests
        settings.put("batch.size", "262144");
        // a topic that was deleted is noticed soon, and what was meant for it is sent again later
        settings.put("max.block.ms", "2000");
        settings.put("request.timeout.ms", "5000");
        settings.put("delivery.timeout.ms", "8000");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /**
     * What became of messages that did not make it.
     *
     * @param lost may be sent again
     * @param refused will never be taken, and why
     */
    public record Unsent<T>(List<T> lost, Map<T, String> refused) {}

    public <T> Unsent<T> send(List<T> messages, Function<T, ProducerRecord<String, String>> record) {
        Map<T, Future<?>> sent = new LinkedHashMap<>();
        Unsent<T> unsent = new Unsent<>(new ArrayList<>(), new LinkedHashMap<>());
        for (T message : messages) {
            if (!unsent.lost().isEmpty()) {
                // each further try would block as long as the first
                unsent.lost().add(message);
                continue;
            }
            try {
                sent.put(message, producer.send(record.apply(message)));
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                fail(message, e, unsent);
            }
        }
        sent.forEach((message, future) -> {
            try {
                future.get();
            } catch (ExecutionException e) {
                fail(message, e.getCause(), unsent);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        });
        return unsent;
    }

    private static <T> void fail(T message, @Nullable Throwable cause, Unsent<T> unsent) {
        LOG.warnf("a record was not taken by Kafka: %s", cause);
        if (cause instanceof RecordTooLargeException
                || cause instanceof SerializationException
                || cause instanceof InvalidRecordException) {
            unsent.refused().put(message, String.valueOf(cause.getMessage()));
        } else {
            unsent.lost().add(message);
        }
    }

    @PreDestroy
    @Override
    public void close() {
        producer.close();
    }
}
