package dev.fader.trainer.songs;

import dev.fader.trainer.songs.SoundFontSelection.Pick;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer soundfont-selection}: how the shipped SoundFont was made out of FluidR3 GM. */
@Command(
        name = "soundfont-selection",
        description = "Make the small SoundFont that Fader ships out of FluidR3 GM.",
        mixinStandardHelpOptions = true)
public final class SoundFontSelectionCommand implements Callable<Integer> {

    private static final List<Pick> MELODIC = List.of(
            Pick.soft(0, 7, 2.1),
            Pick.soft(1, 7, 2.1),
            Pick.soft(4, 4, 1.5),
            Pick.soft(5, 3, 1.5),
            Pick.bright(11, 6, 1),
            Pick.bright(16, 1, 2),
            Pick.soft(18, 2, 3.2),
            Pick.bright(24, 5, 1.6),
            Pick.bright(25, 5, 1.6),
            Pick.bright(26, 3, 1.6),
            Pick.bright(27, 5, 1.4),
            Pick.bright(28, 4, 0.9),
            Pick.bright(29, 3, 2.2),
            Pick.bright(30, 3, 2),
            Pick.soft(32, 4, 1.4),
            Pick.bright(33, 3, 1.5),
            Pick.bright(34, 3, 1.5),
            Pick.soft(35, 3, 1.6),
            Pick.bright(36, 3, 1.4),
            Pick.bright(38, 8, 1),
            Pick.bright(39, 8, 1),
            Pick.soft(48, 4, 3.1),
            Pick.soft(49, 4, 3.1),
            Pick.bright(50, 6, 1.2),
            Pick.bright(51, 6, 1.2),
            Pick.soft(52, 4, 2.7),
            Pick.soft(53, 4, 2.3),
            Pick.soft(54, 3, 1.5),
            Pick.bright(56, 4, 1),
            Pick.soft(61, 3, 3.8),
            Pick.soft(62, 2, 3),
            Pick.bright(65, 4, 1.2),
            Pick.bright(73, 3, 1.2),
            Pick.bright(80, 6, 1),
            Pick.bright(81, 6, 1),
            Pick.bright(85, 4, 2.2),
            Pick.bright(87, 6, 1),
            Pick.soft(89, 3, 2.3),
            Pick.bright(90, 2, 1.2),
            Pick.soft(95, 2, 1.3));

    private static final int[] KITS = {0, 8, 16, 25, 32};

    @Parameters(paramLabel = "FluidR3_GM.sf2", description = "the SoundFont to select from")
    private Path source = Path.of("");

    @Option(names = "--out", required = true, description = "file to write")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        List<Pick> picks = Stream.concat(MELODIC.stream(), IntStream.of(KITS).mapToObj(Pick::kit))
                .toList();
        SoundFontFile selection = SoundFontSelection.of(SoundFontFile.read(source), picks);
        Map<String, String> info = new LinkedHashMap<>();
        info.put("isng", "EMU8000");
        info.put("INAM", "FluidR3 selection");
        info.put("IENG", "Frank Wen (FluidR3); selection by Fader");
        info.put("ICOP", "Copyright (c) 2000-2002, 2008 Frank Wen. MIT licence.");
        SoundFontWriter.write(selection, info, out);
        System.out.printf(
                "%s: %d presets, %d instruments, %d samples, %.1f MB%n",
                out,
                selection.presets().size(),
                selection.instruments().size(),
                selection.samples().size(),
                Files.size(out) / 1e6);
        return 0;
    }
}
