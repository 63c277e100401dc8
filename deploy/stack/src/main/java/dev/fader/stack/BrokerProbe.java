package dev.fader.stack;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Asks Kafka to describe its cluster; one client serves all questions and connects again by itself. */
public final class BrokerProbe implements Probe {

    private final Admin admin;

    /** Does not connect yet. */
    public BrokerProbe(int port) {
        admin = Admin.create(Map.of(
                "bootstrap.servers", Loopback.HOST + ":" + port,
                "client.id", "fader-probe",
                "reconnect.backoff.max.ms", "1000"));
    }

    @Override
    public boolean answers(Duration within) throws InterruptedException {
        try {
            int millis = Math.toIntExact(within.toMillis());
            return !admin.describeCluster(new DescribeClusterOptions().timeoutMs(millis))
                    .nodes()
                    .get()
                    .isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
