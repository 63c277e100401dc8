package dev.fader.trainer.songs;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sound.midi.Instrument;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Patch;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Soundbank;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;

/**
 * The JDK's software synthesizer, rendering offline: the same parts give the same samples, bit for bit.
 *
 * <p>Its stream is opened through {@code com.sun.media.sound}, which {@code java.desktop} does not export: the JVM needs
 * {@code --add-exports=java.desktop/com.sun.media.sound=ALL-UNNAMED}, which the jar's manifest gives.
 */
final class Synthesizer {

    private static final int BLOCK_FRAMES = 4096;
    private static final int PERCUSSION_CHANNEL = 9;

    /** No effects and no automatic gain, so that a stem is the same alone as with others. */
    private static final Map<String, Object> OPTIONS = Map.of(
            "interpolation", "lanczos",
            "max polyphony", "256",
            "reverb", false,
            "chorus", false,
            "auto gain control", false,
            "load default soundbank", false,
            "large mode", true,
            "midi channels", 16);

    private final Soundbank soundbank;
    private final int sampleRateHz;

    Synthesizer(Soundbank soundbank, int sampleRateHz) {
        this.soundbank = soundbank;
        this.sampleRateHz = sampleRateHz;
    }

    /** A part and what plays it. Instruments that play together differ in bank or program. */
    record PlayedPart(Part part, Instrument instrument) {}

    /** Plays up to 15 melodic parts and one percussion part. @return stereo, (2, frames) */
    float[][] render(List<Part> parts, int frames) {
        return play(
                parts.stream()
                        .map(part -> new PlayedPart(part, instrument(part)))
                        .toList(),
                sampleRateHz,
                frames);
    }

    /** The same by instruments of any SoundFonts. */
    static float[][] play(List<PlayedPart> played, int sampleRateHz, int frames) {
        try {
            return playOn(device(), played, sampleRateHz, frames);
        } catch (MidiUnavailableException | InvalidMidiDataException | IOException e) {
            throw new IllegalStateException("the JDK's synthesizer did not play: " + e.getMessage(), e);
        }
    }

    private static javax.sound.midi.Synthesizer device() throws MidiUnavailableException {
        for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
            if (info.getName().equals("Gervill")) {
                return (javax.sound.midi.Synthesizer) MidiSystem.getMidiDevice(info);
            }
        }
        throw new MidiUnavailableException("this JDK has no software synthesizer (Gervill): use one with java.desktop");
    }

    private static float[][] playOn(
            javax.sound.midi.Synthesizer synthesizer, List<PlayedPart> played, int sampleRateHz, int frames)
            throws MidiUnavailableException, InvalidMidiDataException, IOException {
        AudioFormat format =
                new AudioFormat(AudioFormat.Encoding.PCM_FLOAT, sampleRateHz, 32, 2, 8, sampleRateHz, false);
        try (synthesizer;
                AudioInputStream stream = openStream(synthesizer, format);
                Receiver receiver = synthesizer.getReceiver()) {
            int channel = 0;
            for (PlayedPart its : played) {
                int on = its.part().percussion() ? PERCUSSION_CHANNEL : channel++;
                channel += channel == PERCUSSION_CHANNEL ? 1 : 0;
                synthesizer.loadInstrument(its.instrument());
                send(receiver, on, its.part(), its.instrument().getPatch());
            }
            return drain(stream, frames);
        }
    }

    private static AudioInputStream openStream(javax.sound.midi.Synthesizer synthesizer, AudioFormat format) {
        try {
            Method open = Class.forName("com.sun.media.sound.AudioSynthesizer")
                    .getMethod("openStream", AudioFormat.class, Map.class);
            return (AudioInputStream) open.invoke(synthesizer, format, OPTIONS);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(
                    "start Java with --add-exports=java.desktop/com.sun.media.sound=ALL-UNNAMED to render songs", e);
        } catch (InvocationTargetException | ClassNotFoundException | NoSuchMethodException e) {
            throw new IllegalStateException("this JDK's synthesizer does not render offline: " + e, e);
        }
    }

    /** The part's patch, or the nearest that the SoundFont has: same family, then any. */
    private Instrument instrument(Part part) {
        Instrument nearest = null;
        int distance = Integer.MAX_VALUE;
        for (Instrument instrument : soundbank.getInstruments()) {
            Patch patch = instrument.getPatch();
            // the synthesizer names kits so; their patch's class is not public
            boolean percussion = instrument.toString().startsWith("Drumkit:");
            if (percussion == part.percussion() && patch.getBank() == 0) {
                int family = patch.getProgram() / 8 == part.program() / 8 ? 0 : 1000;
                int its = family + Math.abs(patch.getProgram() - part.program());
                if (its < distance) {
                    distance = its;
                    nearest = instrument;
                }
            }
        }
        if (nearest == null) {
            throw new IllegalStateException("the SoundFont " + soundbank.getName() + " has no "
                    + (part.percussion() ? "drum kit" : "melodic patch") + " in bank 0: use a General MIDI one");
        }
        return nearest;
    }

    private record Event(long micros, int order, ShortMessage message) {}

    private static void send(Receiver receiver, int channel, Part part, Patch patch) throws InvalidMidiDataException {
        // a patch's bank has fourteen bits, the upper seven of which a SoundFont's bank gives
        receiver.send(new ShortMessage(ShortMessage.CONTROL_CHANGE, channel, 0, patch.getBank() >> 7), 0);
        receiver.send(new ShortMessage(ShortMessage.PROGRAM_CHANGE, channel, patch.getProgram(), 0), 0);
        receiver.send(new ShortMessage(ShortMessage.CONTROL_CHANGE, channel, 10, part.pan()), 0);
        receiver.send(new ShortMessage(ShortMessage.CONTROL_CHANGE, channel, 7, part.volume()), 0);
        List<Event> events = new ArrayList<>();
        for (Note note : part.notes()) {
            long on = Math.round(note.start() * 1e6);
            long off = Math.round((note.start() + note.seconds()) * 1e6);
            events.add(
                    new Event(on, 1, new ShortMessage(ShortMessage.NOTE_ON, channel, note.pitch(), note.velocity())));
            events.add(new Event(off, 0, new ShortMessage(ShortMessage.NOTE_OFF, channel, note.pitch(), 0)));
        }
        events.sort(Comparator.comparingLong(Event::micros).thenComparingInt(Event::order));
        for (Event event : events) {
            receiver.send(event.message(), event.micros());
        }
    }

    private static float[][] drain(AudioInputStream stream, int frames) throws IOException {
        float[][] out = new float[2][frames];
        byte[] bytes = new byte[8 * BLOCK_FRAMES];
        ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < frames; ) {
            int some = Math.min(BLOCK_FRAMES, frames - done);
            int got = stream.readNBytes(bytes, 0, some * 8) / 8;
            if (got < some) {
                throw new IOException("the synthesizer ended after " + (done + got) + " of " + frames + " frames");
            }
            for (int i = 0; i < got; i++) {
                out[0][done + i] = samples.getFloat(8 * i);
                out[1][done + i] = samples.getFloat(8 * i + 4);
            }
            done += got;
        }
        return out;
    }
}
