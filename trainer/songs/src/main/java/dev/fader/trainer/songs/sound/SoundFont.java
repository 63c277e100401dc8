package dev.fader.trainer.songs.sound;

import dev.fader.trainer.songs.sound.SoundFontFile.Preset;
import dev.fader.trainer.songs.sound.SoundFontFile.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sound.midi.Instrument;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;

/**
 * A SoundFont whose instruments are taken out one by one, freed of offset, and kept while there is memory. Safe for
 * threads.
 */
public final class SoundFont {

    private static final Map<String, String> INFO = Map.of("isng", "EMU8000", "INAM", "one instrument");

    private final String name;
    private final SoundFontFile file;
    private final FontNotes notes;
    private final int bank;
    private final Map<Preset, SoftReference<Instrument>> instruments = new ConcurrentHashMap<>();

    /** @param bank a number that no other font of the same library has, 1…127, so that they can play together */
    public SoundFont(String name, SoundFontFile file, FontNotes notes, int bank) {
        this.name = name;
        this.file = file;
        this.notes = notes;
        this.bank = bank;
    }

    public String name() {
        return name;
    }

    /** Melodic programs 0…127 that sound as they should, in order. */
    public List<Integer> programs() {
        return notes.kitsOnly()
                ? List.of()
                : numbers(0).stream()
                        .filter(program -> !notes.leftOut().containsKey(program))
                        .toList();
    }

    /** Numbers of its drum sets, in order; kits of timpani, effects or marching bands are none. */
    public List<Integer> kits() {
        return numbers(kitBank()).stream()
                .filter(number -> DrumSet.is(file, preset(kitBank(), number), notes))
                .toList();
    }

    private int kitBank() {
        return notes.kitsOnly() ? 0 : SoundFontFile.PERCUSSION_BANK;
    }

    /** The key on which its kits have what General MIDI has on another. */
    public int drumKey(int key) {
        return notes.drumKeys().getOrDefault(key, key);
    }

    /** Whether the program has treble at C5, as measured. */
    public boolean bright(int program) {
        return notes.bright().contains(program);
    }

    public int samples() {
        return file.samples().size();
    }

    private List<Integer> numbers(int bank) {
        return file.presets().stream()
                .filter(preset -> preset.bank() == bank)
                .map(Preset::program)
                .distinct()
                .sorted()
                .toList();
    }

    /** The instrument of a melodic program, which must be there. */
    public Instrument melodic(int program) {
        return instrument(preset(0, program), bank);
    }

    /** A drum kit, which must be there. */
    public Instrument kit(int number) {
        return instrument(preset(kitBank(), number), SoundFontFile.PERCUSSION_BANK);
    }

    private Preset preset(int bank, int program) {
        return file.presets().stream()
                .filter(preset -> preset.bank() == bank && preset.program() == program)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(name + " has no preset " + program + " in bank " + bank));
    }

    private Instrument instrument(Preset preset, int bank) {
        SoftReference<Instrument> kept = instruments.get(preset);
        Instrument known = kept == null ? null : kept.get();
        if (known != null) {
            return known;
        }
        byte[] bytes = SoundFontWriter.bytes(SingleInstrument.of(file, preset, bank), INFO);
        try {
            Instrument read =
                    MidiSystem.getSoundbank(new ByteArrayInputStream(bytes)).getInstruments()[0];
            instruments.put(preset, new SoftReference<>(read));
            return read;
        } catch (InvalidMidiDataException | IOException e) {
            throw new IllegalStateException(
                    name + ": the preset " + preset.name() + " cannot be played: " + e.getMessage(), e);
        }
    }

    /** Of all samples, as they lie in the file. */
    public Set<String> hashes() {
        Set<String> hashes = new HashSet<>();
        for (Sample sample : file.samples()) {
            SampleHash.of(sample.beginning(SampleHash.WITHIN_FRAMES)).ifPresent(hashes::add);
        }
        return hashes;
    }
}
