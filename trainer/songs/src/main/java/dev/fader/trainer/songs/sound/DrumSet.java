package dev.fader.trainer.songs.sound;

import dev.fader.trainer.songs.sound.SoundFontFile.Preset;
import dev.fader.trainer.songs.sound.SoundFontFile.Zone;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells a drum set from what else SoundFonts keep beside them: timpani, marching bands, metronomes, effects. */
final class DrumSet {

    /** Bass drum, snare drum and hi-hat: without one of them a pattern falls silent. */
    private static final List<List<Integer>> NEEDED = List.of(List.of(36, 35), List.of(38, 40), List.of(42, 44, 46));

    private static final Pattern NO_SET =
            Pattern.compile("orchestra|sfx|effect|marching|metronome|tenor|timpani|ethnic|asia|snare|cymbal");

    private static final int ALL_KEYS = 127 << 8;

    private DrumSet() {}

    /** Whether the preset's name does not say otherwise, and it has zones for every piece that is needed. */
    static boolean is(SoundFontFile font, Preset preset, FontNotes notes) {
        return !NO_SET.matcher(preset.name().toLowerCase(Locale.ROOT)).find()
                && NEEDED.stream()
                        .allMatch(keys -> keys.stream()
                                .anyMatch(key ->
                                        plays(font, preset, notes.drumKeys().getOrDefault(key, key))));
    }

    private static boolean plays(SoundFontFile font, Preset preset, int key) {
        return preset.zones().stream()
                .filter(zone -> holds(zone, preset.zones(), key))
                .map(zone -> zone.amount(SoundFontFile.INSTRUMENT, -1))
                .filter(number -> number >= 0)
                .map(number -> font.instruments().get(number).zones())
                .anyMatch(zones -> zones.stream()
                        .anyMatch(zone -> zone.amount(SoundFontFile.SAMPLE, -1) >= 0 && holds(zone, zones, key)));
    }

    /** A zone without a range has that of the first, which may speak for all. */
    private static boolean holds(Zone zone, List<Zone> zones, int key) {
        Zone first = zones.getFirst();
        boolean general = first.amount(SoundFontFile.SAMPLE, -1) < 0 && first.amount(SoundFontFile.INSTRUMENT, -1) < 0;
        int otherwise = general ? first.amount(SoundFontFile.KEY_RANGE, ALL_KEYS) : ALL_KEYS;
        int range = zone.amount(SoundFontFile.KEY_RANGE, otherwise);
        return (range & 0xff) <= key && key <= range >> 8;
    }
}
