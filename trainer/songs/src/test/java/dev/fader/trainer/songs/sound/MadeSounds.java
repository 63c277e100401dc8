package dev.fader.trainer.songs.sound;

import dev.fader.trainer.audio.Wav24Writer;
import dev.fader.trainer.songs.sound.SoundFontFile.Instrument;
import dev.fader.trainer.songs.sound.SoundFontFile.Preset;
import dev.fader.trainer.songs.sound.SoundFontFile.Sample;
import dev.fader.trainer.songs.sound.SoundFontFile.Zone;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small SoundFonts and kits, for tests. */
public final class MadeSounds {

    public static final int RATE = 44_100;

    private MadeSounds() {}

    /** Noise, which nothing else equals. */
    public static short[] noise(long seed, int frames) {
        SplittableRandom random = new SplittableRandom(seed);
        short[] noise = new short[frames];
        for (int i = 0; i < frames; i++) {
            noise[i] = (short) random.nextInt(-12_000, 12_000);
        }
        return noise;
    }

    /** A tone at A4 and its loop of 50 periods, all of it around an offset. */
    public static short[] tone(double offset, int frames) {
        short[] tone = new short[frames];
        for (int i = 0; i < frames; i++) {
            tone[i] = (short) Math.rint(offset + 8000 * Math.sin(2 * Math.PI * 441 * i / RATE));
        }
        return tone;
    }

    /** One melodic program (0) and one kit (0), of a sample that is looped over its last 5000 frames. */
    public static SoundFontFile font(short[] frames) {
        Sample sample =
                new Sample("sample", ShortBuffer.wrap(frames), frames.length - 5000, frames.length, RATE, 69, 0, 1);
        Zone held = new Zone(
                List.of(Map.entry(SoundFontFile.SAMPLE_MODES, 1), Map.entry(SoundFontFile.SAMPLE, 0)), List.of());
        Zone all = new Zone(List.of(Map.entry(SoundFontFile.INSTRUMENT, 0)), List.of());
        return new SoundFontFile(
                List.of(
                        new Preset("melodic", 0, 0, List.of(all)),
                        new Preset("kit", 0, SoundFontFile.PERCUSSION_BANK, List.of(all))),
                List.of(new Instrument("instrument", List.of(held))),
                List.of(sample));
    }

    /** As {@link #font}, silent above a key. */
    public static SoundFontFile fontUpTo(int key, short[] frames) {
        SoundFontFile one = font(frames);
        Zone held = one.instruments().getFirst().zones().getFirst();
        List<Map.Entry<Integer, Integer>> amounts = new ArrayList<>(held.amounts());
        amounts.addFirst(Map.entry(SoundFontFile.KEY_RANGE, key << 8));
        return new SoundFontFile(
                one.presets(),
                List.of(new Instrument("instrument", List.of(new Zone(amounts, List.of())))),
                one.samples());
    }

    /** Kits of these names, in order from 0; each has one instrument for the keys of its list, or for all if that is empty. */
    public static SoundFontFile fontOfKits(List<String> names, List<List<Integer>> keys) {
        SoundFontFile one = font(noise(9, 20_000));
        Zone held = one.instruments().getFirst().zones().getFirst();
        List<Preset> presets = new ArrayList<>();
        List<Instrument> instruments = new ArrayList<>();
        for (int n = 0; n < names.size(); n++) {
            List<Zone> zones = new ArrayList<>();
            for (int key : keys.get(n)) {
                List<Map.Entry<Integer, Integer>> amounts = new ArrayList<>(held.amounts());
                amounts.addFirst(Map.entry(SoundFontFile.KEY_RANGE, key << 8 | key));
                zones.add(new Zone(amounts, List.of()));
            }
            instruments.add(new Instrument(names.get(n), zones.isEmpty() ? List.of(held) : zones));
            Zone all = new Zone(List.of(Map.entry(SoundFontFile.INSTRUMENT, n)), List.of());
            presets.add(new Preset(names.get(n), n, SoundFontFile.PERCUSSION_BANK, List.of(all)));
        }
        return new SoundFontFile(presets, instruments, one.samples());
    }

    /** A rectangle of a hundred frames, a quarter of it high. */
    public static short[] wave(int frames) {
        short[] wave = new short[frames];
        for (int i = 0; i < frames; i++) {
            wave[i] = (short) (i % 100 < 25 ? 9000 : -3000);
        }
        return wave;
    }

    /** One program, whose two zones hold one sample by loops of different length. */
    public static SoundFontFile fontOfTwoLoops(short[] frames) {
        SoundFontFile one = font(frames);
        Zone held = one.instruments().getFirst().zones().getFirst();
        List<Map.Entry<Integer, Integer>> moved = new ArrayList<>(held.amounts());
        moved.addFirst(Map.entry(3, 65_536 - 4850));
        return new SoundFontFile(
                List.of(one.presets().getFirst()),
                List.of(new Instrument("instrument", List.of(held, new Zone(moved, List.of())))),
                one.samples());
    }

    /** A tone at A4, whose instrument's first zone gives all others this root key. */
    public static SoundFontFile fontOfRoot(int rootKey) {
        SoundFontFile one = font(tone(0, 44_100));
        Zone general = new Zone(List.of(Map.entry(SoundFontFile.ROOT_KEY, rootKey)), List.of());
        Zone held = one.instruments().getFirst().zones().getFirst();
        return new SoundFontFile(
                one.presets(), List.of(new Instrument("instrument", List.of(general, held))), one.samples());
    }

    public static void writeFont(Path file, short[] frames) throws IOException {
        Files.createDirectories(file.getParent());
        SoundFontWriter.write(font(frames), Map.of("INAM", "made"), file);
    }

    /** @param description the instruments of a {@code drumkit.xml} @param recordings by file name, mono */
    public static void writeKit(Path folder, String description, Map<String, short[]> recordings) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("drumkit.xml"),
                "<drumkit_info><name>made</name><license>CC0</license><instrumentList>" + description
                        + "</instrumentList></drumkit_info>");
        for (Map.Entry<String, short[]> recording : recordings.entrySet()) {
            int[] frames = new int[recording.getValue().length];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = recording.getValue()[i] << 8;
            }
            try (Wav24Writer writer = new Wav24Writer(folder.resolve(recording.getKey()), RATE, 1)) {
                writer.write(new int[][] {frames}, 0, frames.length);
            }
        }
    }

    /** An instrument with one recording for all velocities. */
    public static String instrument(int id, String name, String file) {
        return "<instrument><id>" + id + "</id><name>" + name + "</name><volume>1</volume><pan_L>1</pan_L>"
                + "<pan_R>1</pan_R><layer><filename>" + file
                + "</filename><min>0</min><max>1</max><gain>1</gain><pitch>0</pitch></layer></instrument>";
    }
}
