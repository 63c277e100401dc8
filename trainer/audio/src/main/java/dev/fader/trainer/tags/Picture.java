package dev.fader.trainer.tags;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/** A picture that an audio file carries, such as its cover; its bytes are never decoded here. */
public final class Picture {

    /** Kinds that ID3 numbers. */
    private static final int KINDS = 21;

    public static final int FRONT_COVER = 3;

    static final int BACK_COVER = 4;

    private final String mimeType;
    private final int kind;
    private final String description;
    private final byte[] bytes;

    /**
     * @param mimeType such as {@code image/jpeg}
     * @param kind what it shows, in ID3's numbering (ID3v2.4 frames, §4.14)
     */
    public Picture(String mimeType, int kind, String description, byte[] bytes) {
        this.mimeType = mimeType;
        this.kind = Objects.checkIndex(kind, KINDS);
        this.description = description;
        this.bytes = bytes.clone();
    }

    /** Of a number that may be any. */
    static int knownKind(int number) {
        return number >= 0 && number < KINDS ? number : 0;
    }

    /** Of ID3v2.2's three letters, and of what programs write for it. */
    static String mimeType(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "png" -> "image/png";
            case "jpg", "jpeg", "image/jpg" -> "image/jpeg";
            case "gif" -> "image/gif";
            case "bmp" -> "image/bmp";
            default -> written;
        };
    }

    /** Of bytes that nothing names, by how they begin. */
    static String mimeType(byte[] bytes) {
        String begin = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
        if (begin.startsWith("\u0089PNG")) {
            return "image/png";
        } else if (begin.startsWith("GIF8")) {
            return "image/gif";
        } else if (begin.startsWith("BM")) {
            return "image/bmp";
        } else if (begin.startsWith("RIFF") && begin.endsWith("WEBP")) {
            return "image/webp";
        }
        return "image/jpeg";
    }

    public String mimeType() {
        return mimeType;
    }

    public int kind() {
        return kind;
    }

    public String description() {
        return description;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /** Whether it is the same picture, whatever is said of it. */
    boolean shows(Picture other) {
        return Arrays.equals(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && kind == that.kind
                && mimeType.equals(that.mimeType)
                && description.equals(that.description)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mimeType, kind, description, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return "picture of kind %d (%s, %d bytes)".formatted(kind, mimeType, bytes.length);
    }
}
