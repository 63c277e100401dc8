package dev.fader.trainer.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The chunks of a Wave64 file, which are WAV's under numbers of 16 bytes that begin with their names, with lengths of 64
 * bits that count their heads. As fields they are WAV's.
 */
final class Wave64Chunks {

    private static final int HEAD_BYTES = 24;
    /** What follows the name of a chunk that WAV files have, too. */
    private static final long[] WAV_CHUNK = {0xf3acd311_8cd100c0L, 0x4f8edb8aL};

    private static final int MOST_CHUNKS = 20_000;
    private static final int FIRST_CHUNK_AT = 40;

    private Wave64Chunks() {}

    static void read(FileBytes file, Collector into) throws IOException {
        long at = FIRST_CHUNK_AT;
        for (int i = 0; i < MOST_CHUNKS && at + HEAD_BYTES <= file.size(); i++) {
            ByteBuffer head = file.at(at, HEAD_BYTES).order(ByteOrder.BIG_ENDIAN);
            long length = head.slice(16, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (length < HEAD_BYTES || length > file.size() - at) {
                return;
            }
            boolean known = head.getLong(4) == WAV_CHUNK[0] && (head.getInt(12) & 0xffffffffL) == WAV_CHUNK[1];
            if (known) {
                IffChunks.add(Place.RIFF, FileBytes.text(head, 0), file, at + HEAD_BYTES, length - HEAD_BYTES, into);
            }
            // each begins at a multiple of eight
            at += length + 7 & ~7L;
        }
    }
}
