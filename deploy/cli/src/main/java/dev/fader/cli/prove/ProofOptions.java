package dev.fader.cli.prove;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What every proof can be told, and how it tells what it does. */
final class ProofOptions {

    @Option(names = "--data", description = "folder for the data, which is emptied first (default: .fader/prove)")
    private Path data = Path.of(".fader/prove");

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    Path data() {
        return data.toAbsolutePath();
    }

    boolean json() {
        return json;
    }

    /** Lines on the error stream, with the seconds since it was asked for. */
    static Consumer<String> screen() {
        Instant begun = Instant.now();
        return line -> System.err.printf(
                "[%4d s] %s%n", Duration.between(begun, Instant.now()).toSeconds(), line);
    }
}
