package dev.fader.coordinator;

import dev.fader.stack.StackProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Points the application under test at the real PostgreSQL, Kafka and object store. */
public final class StackResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        StackProcess stack = StackProcess.shared();
        return Map.of(
                "quarkus.datasource.jdbc.url", stack.newDatabase(),
                "fader.kafka.bootstrap-servers", stack.bootstrapServers(),
                "fader.s3.endpoint", stack.endpoint(),
                "fader.s3.allowed-buckets", "elsewhere,nowhere",
                "fader.limits.batch-items", "100",
                "fader.limits.body-time", "3s",
                "quarkus.http.read-timeout", "3s");
    }

    @Override
    public void stop() {
        // the stack ends with this JVM
    }
}
