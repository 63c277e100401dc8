package dev.fader.trainer.tags;

import java.util.Arrays;

/** A chunk of a WAV file that says something else than its sound and its tags, such as cue points: only bytes here. */
public final class RiffChunk {

    private final String id;
    private final byte[] bytes;

    /** @param id four characters, such as {@code iXML} */
    public RiffChunk(String id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes.clone();
    }

    public String id() {
        return id;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RiffChunk that && id.equals(that.id) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "%s (%d bytes)".formatted(id, bytes.length);
    }
}
