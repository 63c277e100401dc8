package dev.fader.cli.local;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which stack of this machine is meant: the folder of its data. */
public final class DataFolder {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder that keeps all data (default: .fader in the project)")
    private @Nullable Path data;

    public Path path() {
        return chosen().orElseGet(() -> Installation.ofThisProcess().defaultData())
                .toAbsolutePath()
                .normalize();
    }

    /** What was said on the command line. */
    Optional<Path> chosen() {
        return Optional.ofNullable(data);
    }
}
