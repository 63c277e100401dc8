package dev.fader.trainer.data;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options {@code --data} and {@code --layout} of commands that read a data set. */
public final class DataOptions {

    @Option(
            names = "--data",
            paramLabel = "PATH",
            required = true,
            description =
                    "data set: MUSDB18, MUSDB18-HQ, Slakh2100, MoisesDB, MedleyDB, folders of stems, or a table of stems (CSV)")
    private Path root = Path.of("");

    @Option(names = "--layout", description = "${COMPLETION-CANDIDATES} (default: recognised)")
    private @Nullable DatasetLayout layout;

    public DataLocation location() {
        return new DataLocation(root, layout);
    }
}
