package dev.fader.trainer.songs.sound;

import dev.fader.trainer.songs.sound.SoundFontFile.Instrument;
import dev.fader.trainer.songs.sound.SoundFontFile.Preset;
import dev.fader.trainer.songs.sound.SoundFontFile.Sample;
import dev.fader.trainer.songs.sound.SoundFontFile.Zone;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a small SoundFont out of a large one: some presets, of each a few samples in mono, at a lower rate and not
 * longer than needed.
 */
final class SoundFontSelection {

    private static final int PERCUSSION_BANK = 128;
    private static final int LOWEST_DRUM = 35;
    private static final int HIGHEST_DRUM = 54;
    private static final int HARD_RIGHT = 500;
    private static final int COARSE_TUNE = 51;
    private static final int FINE_TUNE = 52;

    /** Offsets into samples, which no longer hold once these are resampled. */
    private static final Set<Integer> ADDRESSES = Set.of(0, 1, 2, 3, 4, 12, 45, 50);

    /**
     * What to keep of a preset.
     *
     * @param samples at most so many of each of its instruments
     * @param seconds at most so long, each
     */
    record Pick(int bank, int program, int samples, double seconds, int rateHz) {

        static Pick bright(int program, int samples, double seconds) {
            return new Pick(0, program, samples, seconds, 22_050);
        }

        /** For instruments with little above 9 kHz. */
        static Pick soft(int program, int samples, double seconds) {
            return new Pick(0, program, samples, seconds, 19_200);
        }

        static Pick kit(int program) {
            return new Pick(PERCUSSION_BANK, program, Integer.MAX_VALUE, 1.2, 27_000);
        }
    }

    private final SoundFontFile font;
    private final Map<Integer, Integer> instruments = new LinkedHashMap<>();
    private final Map<Integer, Integer> samples = new LinkedHashMap<>();
    private final List<Instrument> keptInstruments = new ArrayList<>();
    private final List<Sample> keptSamples = new ArrayList<>();

    private SoundFontSelection(SoundFontFile font) {
        this.font = font;
    }

    /** @throws IllegalArgumentException when the SoundFont lacks a preset that is picked */
    static SoundFontFile of(SoundFontFile font, List<Pick> picks) {
        SoundFontSelection selection = new SoundFontSelection(font);
        List<Preset> presets = picks.stream().map(selection::preset).toList();
        return new SoundFontFile(presets, selection.keptInstruments, selection.keptSamples);
    }

    private Preset preset(Pick pick) {
        Preset found = font.presets().stream()
                .filter(preset -> preset.bank() == pick.bank && preset.program() == pick.program)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the SoundFont has no preset " + pick.program + " in bank " + pick.bank));
        List<Zone> zones = new ArrayList<>();
        for (Zone zone : found.zones()) {
            int instrument = zone.amount(SoundFontFile.INSTRUMENT, -1);
            if (instrument < 0) {
                zones.add(zone);
            } else if (sounds(zone, pick)) {
                int its = instrument(instrument, pick);
                if (its >= 0) {
                    zones.add(with(zone, Map.of(SoundFontFile.INSTRUMENT, its), false));
                }
            }
        }
        return new Preset(found.name(), found.program(), found.bank(), zones);
    }

    private static boolean sounds(Zone zone, Pick pick) {
        return pick.bank != PERCUSSION_BANK || low(zone) <= HIGHEST_DRUM && high(zone) >= LOWEST_DRUM;
    }

    private static int low(Zone zone) {
        return zone.amount(SoundFontFile.KEY_RANGE, 127 << 8) & 0xff;
    }

    private static int high(Zone zone) {
        return zone.amount(SoundFontFile.KEY_RANGE, 127 << 8) >> 8;
    }

    /** @return the kept instrument's number, or −1 when nothing of it is needed */
    private int instrument(int number, Pick pick) {
        Integer known = instruments.get(number);
        if (known != null) {
            return known;
        }
        Instrument instrument = font.instruments().get(number);
        List<Zone> zones = new ArrayList<>();
        for (Zone zone : instrument.zones()) {
            boolean global = zone.amount(SoundFontFile.SAMPLE, -1) < 0;
            if (global || sounds(zone, pick) && !rightHalf(zone, instrument)) {
                zones.add(zone);
            }
        }
        List<Zone> sounding = zones.stream()
                .filter(zone -> zone.amount(SoundFontFile.SAMPLE, -1) >= 0)
                .toList();
        if (sounding.isEmpty()) {
            instruments.put(number, -1);
            return -1;
        }
        List<Zone> models = models(sounding, pick.samples);
        List<Zone> kept = new ArrayList<>();
        for (Zone zone : zones) {
            kept.add(sounding.contains(zone) ? after(nearest(models, zone), zone, instrument, pick) : zone);
        }
        keptInstruments.add(new Instrument(instrument.name(), kept));
        instruments.put(number, keptInstruments.size() - 1);
        return keptInstruments.size() - 1;
    }

    private boolean rightHalf(Zone zone, Instrument instrument) {
        return pan(zone) == HARD_RIGHT && leftOf(zone, instrument);
    }

    private static int pan(Zone zone) {
        return (short) zone.amount(SoundFontFile.PAN, 0);
    }

    /** Whether another zone of the same keys is panned to the other side, so that the two are a stereo pair. */
    private static boolean leftOf(Zone zone, Instrument instrument) {
        return instrument.zones().stream()
                .anyMatch(other -> pan(other) == -pan(zone)
                        && pan(other) != 0
                        && other.amount(SoundFontFile.KEY_RANGE, -1) == zone.amount(SoundFontFile.KEY_RANGE, -1)
                        && other.amount(SoundFontFile.VELOCITY_RANGE, -1)
                                == zone.amount(SoundFontFile.VELOCITY_RANGE, -1));
    }

    /** One zone of each sample that is kept, evenly spread over the keys. */
    private static List<Zone> models(List<Zone> zones, int most) {
        Map<Integer, Zone> bySample = new LinkedHashMap<>();
        zones.stream()
                .filter(zone -> low(zone) < 96 && high(zone) > 24)
                .sorted((a, b) -> Integer.compare(low(a) + high(a), low(b) + high(b)))
                .forEach(zone -> bySample.putIfAbsent(zone.amount(SoundFontFile.SAMPLE, -1), zone));
        List<Zone> all =
                List.copyOf(bySample.isEmpty() ? Map.of(0, zones.getFirst()).values() : bySample.values());
        if (all.size() <= most) {
            return all;
        }
        List<Zone> spread = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            spread.add(all.get((int) ((i + 0.5) * all.size() / most)));
        }
        return spread;
    }

    private static Zone nearest(List<Zone> models, Zone zone) {
        Zone nearest = models.getFirst();
        int sample = zone.amount(SoundFontFile.SAMPLE, -1);
        int least = Integer.MAX_VALUE;
        for (Zone model : models) {
            int distance = model.amount(SoundFontFile.SAMPLE, -1) == sample
                    ? -1
                    : Math.abs(low(model) + high(model) - low(zone) - high(zone));
            if (distance < least) {
                least = distance;
                nearest = model;
            }
        }
        return nearest;
    }

    /** The zone with its own envelope and filter, but the model's sample. */
    private Zone after(Zone model, Zone zone, Instrument instrument, Pick pick) {
        int sample = model.amount(SoundFontFile.SAMPLE, -1);
        int kept = samples.computeIfAbsent(sample, its -> {
            keptSamples.add(SampleReducer.reduce(font.samples().get(its), pick.seconds, pick.rateHz));
            return keptSamples.size() - 1;
        });
        Map<Integer, Integer> changes = new LinkedHashMap<>();
        changes.put(
                SoundFontFile.ROOT_KEY,
                model.amount(SoundFontFile.ROOT_KEY, font.samples().get(sample).rootKey()));
        changes.put(COARSE_TUNE, model.amount(COARSE_TUNE, 0));
        changes.put(FINE_TUNE, model.amount(FINE_TUNE, 0));
        changes.put(SoundFontFile.SAMPLE, kept);
        return with(zone, changes, leftOf(zone, instrument));
    }

    /** Key and velocity ranges come first and the instrument or sample last, as the format asks. */
    private static Zone with(Zone zone, Map<Integer, Integer> changes, boolean centred) {
        List<Map.Entry<Integer, Integer>> amounts = new ArrayList<>();
        for (Map.Entry<Integer, Integer> amount : zone.amounts()) {
            boolean dropped = changes.containsKey(amount.getKey())
                    || ADDRESSES.contains(amount.getKey())
                    || centred && amount.getKey() == SoundFontFile.PAN;
            if (!dropped) {
                amounts.add(amount);
            }
        }
        changes.forEach((operator, amount) -> {
            if (amount != 0 || operator == SoundFontFile.SAMPLE || operator == SoundFontFile.INSTRUMENT) {
                amounts.add(Map.entry(operator, amount));
            }
        });
        return new Zone(amounts, List.<ByteBuffer>copyOf(zone.modulators()));
    }
}
