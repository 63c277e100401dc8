package dev.fader.cli.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that start or find the stack of this machine. */
public final class StackOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder that keeps all data (default: .fader in the project)")
    private @Nullable Path data;

    @Option(names = "--postgres-port", paramLabel = "PORT", description = "default: ${DEFAULT-VALUE}")
    private int postgres = Ports.DEFAULT.postgres();

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "default: ${DEFAULT-VALUE}")
    private int kafka = Ports.DEFAULT.kafka();

    @Option(names = "--storage-port", paramLabel = "PORT", description = "default: ${DEFAULT-VALUE}")
    private int storage = Ports.DEFAULT.storage();

    @Option(names = "--api-port", paramLabel = "PORT", description = "default: ${DEFAULT-VALUE}")
    private int coordinator = Ports.DEFAULT.coordinator();

    @Option(names = "--worker-port", paramLabel = "PORT", description = "default: ${DEFAULT-VALUE}")
    private int worker = Ports.DEFAULT.worker();

    public Path data() {
        Path chosen = data;
        return (chosen == null ? Installation.ofThisProcess().defaultData() : chosen)
                .toAbsolutePath()
                .normalize();
    }

    public Ports ports() {
        return new Ports(postgres, kafka, storage, coordinator, worker);
    }
}
