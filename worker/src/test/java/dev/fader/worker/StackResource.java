package dev.fader.worker;

import dev.fader.queue.TestDatabase;
import dev.fader.stack.StackProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                "fader.worker.scratch",
                scratchOfAWorkerThatWasKilled().toString(),
                // it outlives its test and must not take the tickets of others, whose tasks are in other databases
                "fader.worker.classes",
                "training");
    }

    private static Path scratchOfAWorkerThatWasKilled() {
        try {
            Path scratch = Files.createTempDirectory("fader-worker-test");
            Files.createDirectories(scratch.resolve("killed/task_1"));
            Files.createFile(scratch.resolve("killed/lock"));
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // the stack ends with this JVM
    }
}
