package dev.fader.trainer.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What iTunes writes among an M4A file's tags ({@code iTunSMPB}): how much the encoder put in front and behind. Old files
 * have it instead of an edit list.
 *
 * @param delay in frames, and so are the others
 */
record ItunesGapless(long delay, long padding, long frames) {

    private static final Pattern NUMBERS = Pattern.compile(
            "iTunSMPB.{1,40}?data.{8} ?[0-9A-Fa-f]{8} ([0-9A-Fa-f]{8}) ([0-9A-Fa-f]{8}) ([0-9A-Fa-f]{16})",
            Pattern.DOTALL);

    /** @param moov the index of the file. @return null where it says nothing of this */
    static @Nullable ItunesGapless read(ByteBuffer moov) {
        Matcher found = NUMBERS.matcher(StandardCharsets.ISO_8859_1.decode(moov.duplicate()));
        return found.find()
                ? new ItunesGapless(
                        Long.parseLong(found.group(1), 16),
                        Long.parseLong(found.group(2), 16),
                        Long.parseUnsignedLong(found.group(3), 16))
                : null;
    }

    /** Whether it accounts for all frames of a track, but for what fills its last blocks. */
    boolean fits(long mediaFrames, long block) {
        return frames > 0
                && frames <= mediaFrames
                && delay <= mediaFrames
                && Math.abs(delay + padding + frames - mediaFrames) <= block;
    }
}
