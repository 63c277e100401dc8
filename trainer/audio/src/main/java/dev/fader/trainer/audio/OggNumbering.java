package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a few pages of an Ogg file whether it is one link. Pages are numbered from 0 in each link, so that numbers fall
 * where another begins, even where both have the same serial number. They are looked at ever farther apart: behind a border
 * there are fewer pages up to the next look than there were before it.
 */
final class OggNumbering {

    private static final int READ_BYTES = 1 << 17;
    /** From one look to the next; the page before a border would have to be four times the ones behind it to hide it. */
    private static final double STRIDE = 1.25;

    private OggNumbering() {}

    /** @param serials of the first link. @param last page of the file */
    static boolean rises(SeekableByteChannel channel, List<Integer> serials, OggPage last) throws IOException {
        if (!serials.contains(last.serial())) {
            return false;
        }
        int before = -1;
        long at = 0;
        while (at < last.at()) {
            OggPage page = next(channel, at, last);
            if (page == null) {
                return true;
            }
            if (page.sequence() <= before || page.beginsStream() && before >= 0) {
                return false;
            }
            before = page.sequence();
            // near the beginning every page
            at = page.at() < READ_BYTES ? page.end() : (long) (page.at() * STRIDE);
        }
        return last.sequence() > before;
    }

    /** The first page of the last one's stream that begins there or behind; null where there is none near by. */
    private static @Nullable OggPage next(SeekableByteChannel channel, long from, OggPage last) throws IOException {
        ByteBuffer bytes = ContainerEnd.read(channel, from, (int) Math.min(READ_BYTES, last.at() - from));
        for (int at = 0; at + OggPage.HEADER_BYTES <= bytes.limit(); at++) {
            if (bytes.get(at) == 'O'
                    && ContainerEnd.text(bytes, at).equals("OggS")
                    && bytes.get(at + 4) == 0
                    && bytes.getInt(at + 14) == last.serial()) {
                return OggPage.read(channel, from + at);
            }
        }
        return null;
    }
}
