package dev.fader.trainer.tags;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An ID3v2.4 tag as bytes, for WAV files, into which FFmpeg writes none: every text in UTF-8, and the pictures. */
public final class Id3Tag {

    private static final byte UTF_8 = 3;

    private final ByteArrayOutputStream frames = new ByteArrayOutputStream();

    private Id3Tag() {}

    /** @return the tag, header and all */
    public static byte[] of(Map<String, String> tags, List<Picture> pictures) {
        Id3Tag tag = new Id3Tag();
        new TreeMap<>(tags).forEach(tag::text);
        pictures.forEach(tag::picture);
        byte[] frames = tag.frames.toByteArray();
        return ByteBuffer.allocate(10 + frames.length)
                .put("ID3".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {4, 0, 0})
                .putInt(sevenBits(frames.length))
                .put(frames)
                .array();
    }

    private void text(String name, String value) {
        String frame = TagNames.id3Frame(name);
        if (frame.isEmpty()) {
            frame("TXXX", utf8(name), new byte[1], utf8(value));
        } else {
            frame(frame, utf8(value));
        }
    }

    private void picture(Picture picture) {
        frame(
                "APIC",
                picture.mimeType().getBytes(StandardCharsets.US_ASCII),
                new byte[] {0, (byte) picture.kind()},
                utf8(picture.description()),
                new byte[1],
                picture.bytes());
    }

    private void frame(String id, byte[]... parts) {
        int length = 1;
        for (byte[] part : parts) {
            length += part.length;
        }
        frames.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
        frames.writeBytes(ByteBuffer.allocate(6).putInt(sevenBits(length)).array());
        frames.write(UTF_8);
        for (byte[] part : parts) {
            frames.writeBytes(part);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sizes leave the highest bit of each byte out (ID3v2.4 structure, §6.2). */
    private static int sevenBits(int size) {
        return (size & 0xfe00000) << 3 | (size & 0x1fc000) << 2 | (size & 0x3f80) << 1 | size & 0x7f;
    }
}
