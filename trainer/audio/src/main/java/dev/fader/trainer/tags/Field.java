package dev.fader.trainer.tags;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One frame, comment, item, atom, block or chunk, as its file has it; what it says is asked of {@link Meaning}. */
public final class Field {

    private final Place place;
    private final String id;
    private final byte[] bytes;

    /**
     * @param id as the container names it, such as {@code TIT2}, {@code ARTIST}, {@code ©nam} or {@code iXML}
     * @param bytes what {@link Place} says
     */
    public Field(Place place, String id, byte[] bytes) {
        this.place = place;
        this.id = id;
        this.bytes = bytes.clone();
    }

    static Field utf8(Place place, String id, String text) {
        return new Field(place, id, text.getBytes(StandardCharsets.UTF_8));
    }

    public Place place() {
        return place;
    }

    public String id() {
        return id;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /** As text, where the place's fields are. */
    public String utf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Field that
                && place == that.place
                && id.equals(that.id)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * place.hashCode() + id.hashCode()) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "%s %s (%d bytes)".formatted(place, id, bytes.length);
    }
}
