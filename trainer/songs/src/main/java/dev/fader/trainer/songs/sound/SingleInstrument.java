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

/** One preset of a SoundFont with all that it needs and nothing else, its samples freed of their offset. */
final class SingleInstrument {

    private static final int UNPITCHED = 60;
    private static final int LOOP_START = 2;
    private static final int LOOP_END = 3;
    private static final int LOOP_START_COARSE = 45;
    private static final int LOOP_END_COARSE = 50;

    private final SoundFontFile font;
    private final Map<Integer, Integer> instruments = new LinkedHashMap<>();
    private final Map<Integer, Integer> samples = new LinkedHashMap<>();
    private final Map<Integer, Loop> loops = new LinkedHashMap<>();
    private final Map<Integer, Integer> roots = new LinkedHashMap<>();
    private final boolean percussion;

    private SingleInstrument(SoundFontFile font, boolean percussion) {
        this.font = font;
        this.percussion = percussion;
    }

    /** @param bank the bank in which it is to be found in the result */
    static SoundFontFile of(SoundFontFile font, Preset preset, int bank) {
        SingleInstrument single = new SingleInstrument(font, preset.bank() == SoundFontFile.PERCUSSION_BANK);
        List<Zone> zones = single.renumbered(preset.zones(), SoundFontFile.INSTRUMENT, single.instruments);
        List<Instrument> kept = new ArrayList<>();
        for (int number : single.instruments.keySet()) {
            Instrument instrument = font.instruments().get(number);
            single.note(instrument);
            kept.add(new Instrument(
                    instrument.name(), single.renumbered(instrument.zones(), SoundFontFile.SAMPLE, single.samples)));
        }
        Preset alone = new Preset(preset.name(), preset.program(), bank, zones);
        return new SoundFontFile(List.of(alone), kept, single.mended());
    }

    private List<Zone> renumbered(List<Zone> zones, int operator, Map<Integer, Integer> numbers) {
        List<Zone> renumbered = new ArrayList<>();
        for (Zone zone : zones) {
            List<Map.Entry<Integer, Integer>> amounts = new ArrayList<>();
            for (Map.Entry<Integer, Integer> amount : zone.amounts()) {
                if (amount.getKey() == operator) {
                    numbers.putIfAbsent(amount.getValue(), numbers.size());
                    amounts.add(Map.entry(operator, numbers.get(amount.getValue())));
                } else {
                    amounts.add(amount);
                }
            }
            renumbered.add(new Zone(amounts, zone.modulators()));
        }
        return renumbered;
    }

    /** A zone says whether its sample is held in a loop, and may move the loop; an instrument's first zone may say it for all. */
    private void note(Instrument instrument) {
        Zone first = instrument.zones().isEmpty()
                ? new Zone(List.of(), List.of())
                : instrument.zones().getFirst();
        Zone global = first.amount(SoundFontFile.SAMPLE, -1) < 0 ? first : new Zone(List.of(), List.of());
        for (Zone zone : instrument.zones()) {
            int number = zone.amount(SoundFontFile.SAMPLE, -1);
            int mode = zone.amount(SoundFontFile.SAMPLE_MODES, global.amount(SoundFontFile.SAMPLE_MODES, 0)) & 3;
            if (number >= 0) {
                int own = font.samples().get(number).rootKey();
                int root = zone.amount(SoundFontFile.ROOT_KEY, global.amount(SoundFontFile.ROOT_KEY, own));
                roots.merge(number, root, Math::min);
            }
            if (number >= 0 && (mode == 1 || mode == 3)) {
                Sample sample = font.samples().get(number);
                int from = sample.loopStart() + moved(zone, global, LOOP_START, LOOP_START_COARSE);
                int to = sample.loopEnd() + moved(zone, global, LOOP_END, LOOP_END_COARSE);
                loops.putIfAbsent(number, new Loop(from, to));
            }
        }
    }

    private static int moved(Zone zone, Zone global, int fine, int coarse) {
        return (short) zone.amount(fine, global.amount(fine, 0))
                + 32_768 * (short) zone.amount(coarse, global.amount(coarse, 0));
    }

    private List<Sample> mended() {
        List<Sample> mended = new ArrayList<>();
        for (int number : samples.keySet()) {
            Sample sample = font.samples().get(number);
            Loop loop = loops.get(number);
            double hz = percussion ? Baseline.INAUDIBLE_HZ : belowNotes(roots.getOrDefault(number, UNPITCHED));
            mended.add(loop == null ? OffsetRemoval.ofOneShot(sample, hz) : OffsetRemoval.ofLooped(sample, loop, hz));
        }
        return mended;
    }

    /** Three octaves below the pitch at which it was recorded: it may be played three octaves lower. */
    private static double belowNotes(int root) {
        int key = root > 127 ? UNPITCHED : root;
        return Math.max(Baseline.INAUDIBLE_HZ, 440 * StrictMath.pow(2, (key - 69) / 12.0) / 8);
    }
}
