package dev.fader.trainer.cli;

import dev.fader.trainer.songs.sound.ShippedSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer soundfont-selection}: the shipped SoundFont, made once more. */
@Command(
        name = "soundfont-selection",
        description = "Make the small SoundFont that Fader ships out of FluidR3 GM.",
        mixinStandardHelpOptions = true)
public final class SoundFontSelectionCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FluidR3_GM.sf2", description = "the SoundFont to select from")
    private Path source = Path.of("");

    @Option(names = "--out", required = true, description = "file to write")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        ShippedSelection.Counts counts = ShippedSelection.write(source, out);
        System.out.printf(
                "%s: %d presets, %d instruments, %d samples, %.1f MB%n",
                out, counts.presets(), counts.instruments(), counts.samples(), Files.size(out) / 1e6);
        return 0;
    }
}
