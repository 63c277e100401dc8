package dev.fader.trainer.data;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options {@code --data} and {@code --layout} of commands that read a data set, or the songs of several. */
public final class DataOptions {

    @Option(
            names = "--data",
            paramLabel = "PATH",
            required = true,
            description =
                    "data set: MUSDB18, MUSDB18-HQ, Slakh2100, MoisesDB, MedleyDB, folders of stems, or a table of"
                            + " stems (CSV); given several times, the songs of all")
    private List<Path> roots = List.of();

    @Option(names = "--layout", description = "${COMPLETION-CANDIDATES} (default: recognised, of each)")
    private @Nullable DatasetLayout layout;

    public DataLocation location() {
        return new DataLocation(roots, layout, Arrival.COMPLETE);
    }
}
