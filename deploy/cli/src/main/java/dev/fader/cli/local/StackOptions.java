package dev.fader.cli.local;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that start a stack on this machine. */
public final class StackOptions {

    @Mixin
    private DataFolder data = new DataFolder();

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
        return data.path();
    }

    public Ports ports() {
        return new Ports(postgres, kafka, storage, coordinator, worker);
    }
}
