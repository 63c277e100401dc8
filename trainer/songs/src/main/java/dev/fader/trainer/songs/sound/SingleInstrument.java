package dev.fader.trainer.songs.sound;

import dev.fader.trainer.songs.sound.OffsetRemoval.Loop;
import dev.fader.trainer.songs.sound.SoundFontFile.Instrument;
import dev.fader.trainer.songs.sound.SoundFontFile.Preset;
import dev.fader.trainer.songs.sound.SoundFontFile.Sample;
import dev.fader.trainer.songs.sound.SoundFontFile.Zone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One preset of a SoundFont with all that it needs and nothing else, its samples freed of their offset. */
final class SingleInstrument {

    private static final int UNPITCHED = 60;
    private static final int LOOP_START = 2;
    private static final int LOOP_END = 3;
    private static final int LOOP_START_COARSE = 45;
    private static final int LOOP_END_COARSE = 50;
    private static final Zone NOTHING = new Zone(List.of(), List.of());

    private final SoundFontFile font;
    private final boolean percussion;
    private final Map<Integer, Integer> instruments = new LinkedHashMap<>();
    private final Map<Use, Integer> uses = new LinkedHashMap<>();

    private SingleInstrument(SoundFontFile font, boolean percussion) {
        this.font = font;
        this.percussion = percussion;
    }

    /** A sample as a zone plays it. Zones may hold different loops of one sample, which have different means. */
    private record Use(int sample, Optional<Loop> loop, int rootKey) {}

    /** @param bank the bank in which it is to be found in the result */
    static SoundFontFile of(SoundFontFile font, Preset preset, int bank) {
        SingleInstrument single = new SingleInstrument(font, bank == SoundFontFile.PERCUSSION_BANK);
        List<Zone> zones = new ArrayList<>();
        for (Zone zone : preset.zones()) {
            int number = zone.amount(SoundFontFile.INSTRUMENT, -1);
            zones.add(number < 0 ? zone : with(zone, SoundFontFile.INSTRUMENT, numbered(single.instruments, number)));
        }
        List<Instrument> kept = new ArrayList<>();
        for (int number : single.instruments.keySet()) {
            Instrument instrument = font.instruments().get(number);
            kept.add(new Instrument(instrument.name(), single.renumbered(instrument.zones())));
        }
        Preset alone = new Preset(preset.name(), preset.program(), bank, zones);
        return new SoundFontFile(
                List.of(alone),
                kept,
                single.uses.keySet().stream().map(single::mended).toList());
    }

    private List<Zone> renumbered(List<Zone> zones) {
        // an instrument's first zone may speak for all
        boolean global = !zones.isEmpty() && zones.getFirst().amount(SoundFontFile.SAMPLE, -1) < 0;
        Zone general = global ? zones.getFirst() : NOTHING;
        List<Zone> renumbered = new ArrayList<>();
        for (Zone zone : zones) {
            int number = zone.amount(SoundFontFile.SAMPLE, -1);
            renumbered.add(
                    number < 0 ? zone : with(zone, SoundFontFile.SAMPLE, numbered(uses, use(number, zone, general))));
        }
        return renumbered;
    }

    private static <T> int numbered(Map<T, Integer> numbers, T thing) {
        numbers.putIfAbsent(thing, numbers.size());
        return numbers.get(thing);
    }

    private static Zone with(Zone zone, int operator, int amount) {
        return new Zone(
                zone.amounts().stream()
                        .map(its -> its.getKey() == operator ? Map.entry(operator, amount) : its)
                        .toList(),
                zone.modulators());
    }

    private Use use(int number, Zone zone, Zone general) {
        Sample sample = font.samples().get(number);
        int root = amount(zone, general, SoundFontFile.ROOT_KEY, sample.rootKey());
        int mode = amount(zone, general, SoundFontFile.SAMPLE_MODES, 0) & 3;
        if (mode != 1 && mode != 3) {
            return new Use(number, Optional.empty(), root);
        }
        int from = sample.loopStart() + moved(zone, general, LOOP_START, LOOP_START_COARSE);
        int to = sample.loopEnd() + moved(zone, general, LOOP_END, LOOP_END_COARSE);
        return new Use(number, Optional.of(new Loop(from, to)), root);
    }

    private static int amount(Zone zone, Zone general, int operator, int otherwise) {
        return zone.amount(operator, general.amount(operator, otherwise));
    }

    private static int moved(Zone zone, Zone general, int fine, int coarse) {
        return (short) amount(zone, general, fine, 0) + 32_768 * (short) amount(zone, general, coarse, 0);
    }

    private Sample mended(Use use) {
        Sample sample = font.samples().get(use.sample);
        double hz = percussion ? SlowDrift.DRUMS_HZ : belowNotes(use.rootKey);
        Sample mended = use.loop
                .map(loop -> OffsetRemoval.ofLooped(sample, loop, hz))
                .orElseGet(() -> OffsetRemoval.ofOneShot(sample, hz));
        // the JDK's synthesizer overlooks a root key that an instrument's first zone gives to all
        return new Sample(
                mended.name(),
                mended.pcm(),
                mended.loopStart(),
                mended.loopEnd(),
                mended.rateHz(),
                use.rootKey,
                mended.cents(),
                mended.type());
    }

    /** Three octaves below the pitch at which it was recorded: it may be played three octaves lower. */
    private static double belowNotes(int root) {
        int key = root > 127 ? UNPITCHED : root;
        return Math.max(SlowDrift.INAUDIBLE_HZ, 440 * StrictMath.pow(2, (key - 69) / 12.0) / 8);
    }
}
