package dev.fader.trainer.songs.sound;

import dev.fader.schemas.notation.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What tells that two samples are the same recording: a hash of how it begins, as it lies in the file, one channel at
 * 16 bits. Silence before it, what is done when it is read, and where a copy is cut do not matter; a copy at another
 * level or rate has another hash.
 */
final class SampleHash {

    /** Frames that are looked at, a tenth of a second. */
    static final int FRAMES = 4410;

    /** It begins within so many. */
    static final int WITHIN_FRAMES = 44_100;

    /** A shorter one is a drawn wave rather than a recording: two may be equal by chance. */
    private static final int FEWEST = 512;

    private SampleHash() {}

    /** @param channel values of 16 bits @return nothing for silence and for what is too short */
    static Optional<String> of(short[] channel) {
        int from = 0;
        while (from < channel.length && Math.abs(channel[from]) <= 1) {
            from++;
        }
        int frames = Math.min(FRAMES, channel.length - from);
        if (frames < FEWEST) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * frames).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(channel, from, frames);
        return Optional.of(Sha256.of(bytes.array()).substring(0, 24));
    }
}
