package dev.fader.trainer.tags;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A picture that an audio file carries, such as its cover; its bytes are never decoded here. */
public final class Picture {

    /** What a picture shows, in ID3's numbering, by FFmpeg's words. */
    private static final List<String> KINDS = List.of(
            "Other",
            "32x32 pixels 'file icon'",
            "Other file icon",
            "Cover (front)",
            "Cover (back)",
            "Leaflet page",
            "Media (e.g. label side of CD)",
            "Lead artist/lead performer/soloist",
            "Artist/performer",
            "Conductor",
            "Band/Orchestra",
            "Composer",
            "Lyricist/text writer",
            "Recording Location",
            "During recording",
            "During performance",
            "Movie/video screen capture",
            "A bright coloured fish",
            "Illustration",
            "Band/artist logotype",
            "Publisher/Studio logotype");

    public static final int FRONT_COVER = 3;

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
        this.kind = Objects.checkIndex(kind, KINDS.size());
        this.description = description;
        this.bytes = bytes.clone();
    }

    public static int kindOf(String words) {
        int kind = 0;
        while (kind < KINDS.size() && !KINDS.get(kind).equalsIgnoreCase(words)) {
            kind++;
        }
        return kind < KINDS.size() ? kind : FRONT_COVER;
    }

    public String mimeType() {
        return mimeType;
    }

    public int kind() {
        return kind;
    }

    public String kindInWords() {
        return KINDS.get(kind);
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
        return "%s (%s, %d bytes)".formatted(KINDS.get(kind), mimeType, bytes.length);
    }
}
