package dev.fader.trainer.songs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Soundbank;

/** The SoundFonts that songs are played with; each song picks one. */
public final class SoundFonts implements Instruments {

    /** The name that stands for the selection shipped with Fader. */
    public static final String SHIPPED = "shipped";

    private static final String RESOURCE = "fluid-r3-selection.sf2";

    private final List<Soundbank> soundbanks;

    private SoundFonts(List<Soundbank> soundbanks) {
        this.soundbanks = soundbanks;
    }

    /** Loads SoundFont files; {@link #SHIPPED} among them, or none at all, stands for the shipped selection. */
    public static SoundFonts load(List<String> files) throws IOException {
        List<Soundbank> soundbanks = new ArrayList<>();
        for (String file : files.isEmpty() ? List.of(SHIPPED) : files) {
            soundbanks.add(file.equals(SHIPPED) ? shipped() : open(Path.of(file)));
        }
        return new SoundFonts(List.copyOf(soundbanks));
    }

    private static Soundbank shipped() throws IOException {
        try {
            return MidiSystem.getSoundbank(
                    new ByteArrayInputStream(shippedBytes().array()));
        } catch (InvalidMidiDataException e) {
            throw new IOException("the shipped SoundFont cannot be read: " + e.getMessage(), e);
        }
    }

    /** The shipped selection's file. */
    static ByteBuffer shippedBytes() throws IOException {
        try (InputStream resource = SoundFonts.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException("this build lacks the SoundFont " + RESOURCE + ": build it anew");
            }
            return ByteBuffer.wrap(resource.readAllBytes());
        }
    }

    private static Soundbank open(Path file) throws IOException {
        try {
            return MidiSystem.getSoundbank(file.toFile());
        } catch (InvalidMidiDataException e) {
            throw new IOException(file + " is not a SoundFont (.sf2): " + e.getMessage(), e);
        }
    }

    Soundbank pick(Chance chance) {
        return chance.pick(soundbanks);
    }
}
