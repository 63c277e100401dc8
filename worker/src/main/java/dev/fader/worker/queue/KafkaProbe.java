package dev.fader.worker.queue;

import dev.fader.queue.outage.Breaker;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Asks whether Kafka's brokers answer. */
public final class KafkaProbe implements Breaker.Probe, AutoCloseable {

    private static final int MILLIS = 4000;

    private final String bootstrapServers;
    private @Nullable Admin admin;

    public KafkaProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public synchronized void ask() throws Exception {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(Map.of(
                    "bootstrap.servers", bootstrapServers,
                    "request.timeout.ms", Integer.toString(MILLIS),
                    "default.api.timeout.ms", Integer.toString(MILLIS)));
            admin = open;
        }
        if (open.describeCluster().nodes().get(MILLIS, TimeUnit.MILLISECONDS).isEmpty()) {
            throw new IllegalStateException("no broker answers at " + bootstrapServers);
        }
    }

    @Override
    public synchronized void close() {
        Admin open = admin;
        admin = null;
        if (open != null) {
            open.close();
        }
    }
}
