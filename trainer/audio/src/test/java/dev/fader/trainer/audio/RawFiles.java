package dev.fader.trainer.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Files byte by byte, as other programs write them, right or wrong. */
final class RawFiles {

    private RawFiles() {}

    /** @param claimedBytes what the header says of the samples. @param tag 1 for integers, 3 for floats */
    static byte[] wav(int tag, int channels, int rate, int bits, long claimedBytes, byte[] samples) {
        ByteBuffer bytes = little(44 + samples.length);
        text(bytes, "RIFF").putInt((int) (36 + claimedBytes));
        text(bytes, "WAVE");
        format(bytes, tag, channels, rate, bits);
        text(bytes, "data").putInt((int) claimedBytes).put(samples);
        return bytes.array();
    }

    /** @param claimedBytes in the chunk of 64-bit sizes */
    static byte[] rf64(String form, int channels, int rate, int bits, long claimedBytes, byte[] samples) {
        ByteBuffer bytes = little(80 + samples.length);
        text(bytes, form).putInt(-1);
        text(bytes, "WAVE");
        text(bytes, "ds64").putInt(28).putLong(72 + claimedBytes).putLong(claimedBytes);
        bytes.putLong(claimedBytes / channels / (bits / 8)).putInt(0);
        format(bytes, 1, channels, rate, bits);
        text(bytes, "data").putInt(-1).put(samples);
        return bytes.array();
    }

    /** Sony's Wave64: chunks named by GUIDs. */
    static byte[] w64(int channels, int rate, int bits, byte[] samples) {
        String tail = "f3acd3118cd100c04f8edb8a";
        int padded = (samples.length + 7) / 8 * 8;
        ByteBuffer bytes = little(40 + 40 + 24 + padded);
        bytes.put(hex("726966662e91cf11a5d628db04c10000")).putLong(bytes.capacity());
        bytes.put(hex("77617665" + tail));
        bytes.put(hex("666d7420" + tail)).putLong(40);
        int align = channels * bits / 8;
        bytes.putShort((short) 1).putShort((short) channels).putInt(rate).putInt(rate * align);
        bytes.putShort((short) align).putShort((short) bits);
        bytes.put(hex("64617461" + tail)).putLong(24 + samples.length).put(samples);
        return bytes.array();
    }

    /** @param codec {@code NONE}, or AIFF-C's: {@code sowt}, {@code fl32}, {@code fl64}. @param rate80 an 80-bit float */
    static byte[] aiff(String codec, int channels, byte[] rate80, int bits, int claimedFrames, byte[] samples) {
        boolean plain = codec.equals("NONE");
        ByteBuffer bytes = ByteBuffer.allocate(12 + (plain ? 26 : 32) + 16 + samples.length);
        text(bytes, "FORM").putInt(bytes.capacity() - 8);
        text(bytes, plain ? "AIFF" : "AIFC");
        text(bytes, "COMM").putInt(plain ? 18 : 24);
        bytes.putShort((short) channels)
                .putInt(claimedFrames)
                .putShort((short) bits)
                .put(rate80);
        if (!plain) {
            text(bytes, codec).putShort((short) 0);
        }
        text(bytes, "SSND").putInt(8 + samples.length).putLong(0).put(samples);
        return bytes.array();
    }

    /** 44 100 Hz as AIFF has it. */
    static byte[] rate44100() {
        return hex("400eac44000000000000");
    }

    /** Bare AAC-LC at 44.1 kHz in stereo: the frames of an M4A file, each under a header of its own. */
    static byte[] adts(byte[] m4a) {
        ByteBuffer boxes = ByteBuffer.wrap(m4a);
        String text = new String(m4a, StandardCharsets.ISO_8859_1);
        int sizes = text.indexOf("stsz") + 12;
        int at = text.indexOf("mdat") + 4;
        int frames = boxes.getInt(sizes);
        ByteBuffer out = ByteBuffer.allocate(m4a.length + 7 * frames);
        for (int frame = 0; frame < frames; frame++) {
            int size = boxes.getInt(sizes + 4 + 4 * frame);
            // sync without checksum; AAC-LC, 44.1 kHz, two channels (ISO/IEC 13818-7, §6.2)
            out.putShort((short) 0xfff1).put((byte) 0x50);
            out.putInt(0x80 << 24 | (size + 7) << 13 | 0x1ffc).put(boxes.slice(at, size));
            at += size;
        }
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void format(ByteBuffer bytes, int tag, int channels, int rate, int bits) {
        int align = channels * bits / 8;
        text(bytes, "fmt ").putInt(16);
        bytes.putShort((short) tag).putShort((short) channels).putInt(rate).putInt(rate * align);
        bytes.putShort((short) align).putShort((short) bits);
    }

    private static ByteBuffer text(ByteBuffer bytes, String text) {
        return bytes.put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
