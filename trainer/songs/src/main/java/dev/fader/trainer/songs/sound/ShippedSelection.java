package dev.fader.trainer.songs.sound;

import dev.fader.trainer.songs.sound.SoundFontSelection.Pick;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How the shipped SoundFont was made out of FluidR3 GM. */
public final class ShippedSelection {

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

    private ShippedSelection() {}

    /** What a selection holds. */
    public record Counts(int presets, int instruments, int samples) {}

    /** @param fluidR3 the SoundFont to select from; @param out file to write */
    public static Counts write(Path fluidR3, Path out) throws IOException {
        List<Pick> picks = Stream.concat(MELODIC.stream(), IntStream.of(KITS).mapToObj(Pick::kit))
                .toList();
        SoundFontFile selection = SoundFontSelection.of(SoundFontFile.read(fluidR3), picks);
        Map<String, String> info = new LinkedHashMap<>();
        info.put("isng", "EMU8000");
        info.put("INAM", "FluidR3 selection");
        info.put("IENG", "Frank Wen (FluidR3); selection by Fader");
        info.put("ICOP", "Copyright (c) 2000-2002, 2008 Frank Wen. MIT licence.");
        SoundFontWriter.write(selection, info, out);
        return new Counts(
                selection.presets().size(),
                selection.instruments().size(),
                selection.samples().size());
    }
}
