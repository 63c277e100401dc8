package dev.fader.worker;

import dev.fader.stack.StackProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Points the application under test at a migrated database and the real broker and object store. */
public final class StackResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        StackProcess stack = StackProcess.shared();
        return Map.of(
                "quarkus.datasource.jdbc.url",
                TestDatabase.create().url(),
                "fader.kafka.bootstrap-servers",
                stack.bootstrapServers(),
                "fader.s3.endpoint",
                stack.endpoint(),
                "fader.worker.id",
                "under-test",
                "fader.worker.slots",
                "2",
                "fader.worker.device",
                "cpu",
                // it outlives its test and must not take the tickets of others, whose tasks are in other databases
                "fader.worker.classes",
                "training");
    }

    @Override
    public void stop() {
        // the stack ends with this JVM
    }
}
