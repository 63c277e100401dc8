package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The header of an Ogg page (RFC 3533, §6).
 *
 * @param granule where its last whole packet ends, in frames as each codec counts them; −1 if none ends on it
 * @param sequence its number in its stream, from 0
 * @param lacing lengths of its packets' pieces
 */
record OggPage(long at, int flags, long granule, int serial, int sequence, byte[] lacing) {

    static final int HEADER_BYTES = 27;
    static final long NO_GRANULE = -1;

    private static final int CONTINUED = 1;
    private static final int BEGINS = 2;
    private static final int ENDS = 4;

    /** @return null where no page begins */
    static @Nullable OggPage read(SeekableByteChannel channel, long at) throws IOException {
        ByteBuffer header = ContainerEnd.read(channel, at, HEADER_BYTES + 255);
        if (header.limit() < HEADER_BYTES || !ContainerEnd.text(header, 0).equals("OggS") || header.get(4) != 0) {
            return null;
        }
        int pieces = header.get(26) & 0xff;
        if (header.limit() < HEADER_BYTES + pieces) {
            return null;
        }
        byte[] lacing = new byte[pieces];
        header.get(HEADER_BYTES, lacing);
        return new OggPage(at, header.get(5), header.getLong(6), header.getInt(14), header.getInt(18), lacing);
    }

    boolean beginsStream() {
        return (flags & BEGINS) != 0;
    }

    boolean endsStream() {
        return (flags & ENDS) != 0;
    }

    /** Whether its first piece belongs to a packet that began on a page before. */
    boolean continues() {
        return (flags & CONTINUED) != 0;
    }

    long bodyAt() {
        return at + HEADER_BYTES + lacing.length;
    }

    /** Where the next page begins. */
    long end() {
        long end = bodyAt();
        for (byte piece : lacing) {
            end += piece & 0xff;
        }
        return end;
    }
}
