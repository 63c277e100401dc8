package dev.fader.trainer.songs.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A SoundFont 2 file as it is: presets of zones, instruments of zones, samples (SoundFont 2.01 specification, §7). */
public record SoundFontFile(List<Preset> presets, List<Instrument> instruments, List<Sample> samples) {

    /** Generator operators that have to be understood here (§8.1.2). */
    static final int PAN = 17;

    static final int INSTRUMENT = 41;
    static final int KEY_RANGE = 43;
    static final int VELOCITY_RANGE = 44;
    static final int SAMPLE = 53;
    static final int SAMPLE_MODES = 54;
    static final int ROOT_KEY = 58;

    /** The bank of drum kits. */
    public static final int PERCUSSION_BANK = 128;

    /** The type of a sample that is the right half of a stereo pair. */
    static final int RIGHT = 2;

    /** @param amounts by generator operator, in order; the zone's last one is the instrument or sample */
    public record Zone(List<Map.Entry<Integer, Integer>> amounts, List<ByteBuffer> modulators) {

        int amount(int operator, int otherwise) {
            for (Map.Entry<Integer, Integer> amount : amounts) {
                if (amount.getKey() == operator) {
                    return amount.getValue();
                }
            }
            return otherwise;
        }
    }

    public record Preset(String name, int program, int bank, List<Zone> zones) {}

    public record Instrument(String name, List<Zone> zones) {}

    /**
     * A sample, whose frames are read when they are asked for.
     *
     * @param pcm its frames, 16 bits each
     * @param loopStart first frame of the loop, from the sample's beginning
     * @param loopEnd the frame after it
     */
    public record Sample(
            String name, ShortBuffer pcm, int loopStart, int loopEnd, int rateHz, int rootKey, int cents, int type) {

        /** A copy. */
        short[] frames() {
            return beginning(length());
        }

        /** A copy of at most so many frames. */
        short[] beginning(int most) {
            short[] frames = new short[Math.min(most, length())];
            pcm.get(0, frames);
            return frames;
        }

        int length() {
            return pcm.capacity();
        }
    }

    /** Maps a file, so that only those samples take memory that are asked for. */
    public static SoundFontFile read(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), path.toString());
        }
    }

    /** @param name for messages */
    public static SoundFontFile read(ByteBuffer file, String name) throws IOException {
        return new Reader(chunks(file.duplicate().order(ByteOrder.LITTLE_ENDIAN), name), name).read();
    }

    private static Map<String, ByteBuffer> chunks(ByteBuffer file, String name) throws IOException {
        if (file.capacity() < 12 || !"sfbk".equals(text(file, 8, 4))) {
            throw new IOException(name + " is not a SoundFont (.sf2): it does not begin with RIFF … sfbk");
        }
        Map<String, ByteBuffer> chunks = new HashMap<>();
        for (int list = 12; list + 12 <= file.capacity(); list += 8 + padded(file.getInt(list + 4))) {
            int end = list + 8 + file.getInt(list + 4);
            for (int at = list + 12; at + 8 <= end; at += 8 + padded(file.getInt(at + 4))) {
                chunks.put(
                        text(file, at, 4),
                        file.slice(at + 8, file.getInt(at + 4)).order(ByteOrder.LITTLE_ENDIAN));
            }
        }
        return chunks;
    }

    private static int padded(int length) {
        return length + (length & 1);
    }

    private static String text(ByteBuffer bytes, int at, int length) {
        byte[] text = new byte[length];
        bytes.get(at, text);
        int end = 0;
        while (end < length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Reads the nine tables of the pdta list. */
    private record Reader(Map<String, ByteBuffer> chunks, String file) {

        private ByteBuffer chunk(String name) throws IOException {
            ByteBuffer chunk = chunks.get(name);
            if (chunk == null) {
                throw new IOException(file + " has no chunk " + name + ": it is damaged, install it again");
            }
            return chunk;
        }

        SoundFontFile read() throws IOException {
            List<Preset> presets = new ArrayList<>();
            ByteBuffer headers = chunk("phdr");
            for (int at = 0; at + 76 <= headers.capacity(); at += 38) {
                List<Zone> zones = zones("p", headers.getShort(at + 24) & 0xffff, headers.getShort(at + 62) & 0xffff);
                presets.add(
                        new Preset(text(headers, at, 20), headers.getShort(at + 20), headers.getShort(at + 22), zones));
            }
            List<Instrument> instruments = new ArrayList<>();
            ByteBuffer names = chunk("inst");
            for (int at = 0; at + 44 <= names.capacity(); at += 22) {
                List<Zone> zones = zones("i", names.getShort(at + 20) & 0xffff, names.getShort(at + 42) & 0xffff);
                instruments.add(new Instrument(text(names, at, 20), zones));
            }
            return new SoundFontFile(presets, instruments, samples());
        }

        private List<Zone> zones(String level, int from, int to) throws IOException {
            ByteBuffer bags = chunk(level + "bag");
            ByteBuffer generators = chunk(level + "gen");
            ByteBuffer modulators = chunk(level + "mod");
            List<Zone> zones = new ArrayList<>();
            for (int bag = from; bag < to; bag++) {
                List<Map.Entry<Integer, Integer>> amounts = new ArrayList<>();
                for (int g = bags.getShort(4 * bag) & 0xffff; g < (bags.getShort(4 * bag + 4) & 0xffff); g++) {
                    amounts.add(
                            Map.entry(generators.getShort(4 * g) & 0xffff, generators.getShort(4 * g + 2) & 0xffff));
                }
                List<ByteBuffer> its = new ArrayList<>();
                for (int m = bags.getShort(4 * bag + 2) & 0xffff; m < (bags.getShort(4 * bag + 6) & 0xffff); m++) {
                    its.add(modulators.slice(10 * m, 10));
                }
                zones.add(new Zone(amounts, its));
            }
            return zones;
        }

        private List<Sample> samples() throws IOException {
            ByteBuffer headers = chunk("shdr");
            ByteBuffer data = chunk("smpl");
            List<Sample> samples = new ArrayList<>();
            for (int at = 0; at + 92 <= headers.capacity(); at += 46) {
                int start = headers.getInt(at + 20);
                int end = headers.getInt(at + 24);
                ShortBuffer frames = data.slice(2 * start, 2 * Math.max(0, end - start))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer();
                samples.add(new Sample(
                        text(headers, at, 20),
                        frames,
                        headers.getInt(at + 28) - start,
                        headers.getInt(at + 32) - start,
                        headers.getInt(at + 36),
                        headers.get(at + 40) & 0xff,
                        headers.get(at + 41),
                        headers.getShort(at + 44) & 0xffff));
            }
            return samples;
        }
    }
}
