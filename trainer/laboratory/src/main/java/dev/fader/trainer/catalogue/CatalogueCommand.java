package dev.fader.trainer.catalogue;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer catalogue}: songs in many formats, their stems, and two files that have to be refused. */
@Command(
        name = "catalogue",
        description = "Make a small catalogue of songs in many formats, with known stems.",
        mixinStandardHelpOptions = true)
public final class CatalogueCommand implements Callable<Integer> {

    @Option(names = "--out", required = true, description = "folder of the catalogue")
    private Path out = Path.of("");

    @Option(names = "--seed", description = "same seed, same songs (default: ${DEFAULT-VALUE})")
    private long seed = 2026;

    @Override
    public Integer call() throws Exception {
        Manifest manifest = new Catalogue(out, seed).make();
        System.out.printf("%d files in %s%n", manifest.files().size(), out);
        return 0;
    }
}
