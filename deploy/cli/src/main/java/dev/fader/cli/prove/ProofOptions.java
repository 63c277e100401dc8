package dev.fader.cli.prove;

import dev.fader.schemas.notation.Elapsed;
import java.nio.file.Path;
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

    /** Lines on the error stream, with the seconds since the command began. */
    static Consumer<String> screen() {
        return Elapsed::say;
    }
}
