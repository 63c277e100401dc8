package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import dev.fader.trainer.tags.RiffChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a WAV file carries that no tag can: cue points, loops, iXML, ADM and the like. They stay true as long as the rate
 * and the length do.
 */
final class WavChunks {

    private static final long MOST_BYTES = 4L << 20;
    private static final long UNKNOWN = 0xffffffffL;

    /** Sound, tags, padding, and what is measured on the samples. */
    private static final Set<String> NOT_CARRIED = Set.of(
            "fmt ", "data", "fact", "ds64", "JUNK", "junk", "FLLR", "PAD ", "bext", "id3 ", "ID3 ", "PEAK", "levl",
            "MD5 ");

    private WavChunks() {}

    /** @return the chunks in the file's order; none of other files */
    static List<RiffChunk> of(SeekableByteChannel channel, String name) throws IOException {
        List<RiffChunk> chunks = new ArrayList<>();
        String form = text(ContainerEnd.read(channel, 0, 4));
        if (!form.equals("RIFF") && !form.equals("RF64") && !form.equals("BW64")) {
            return chunks;
        }
        long size = channel.size();
        long total = 0;
        long samples64 = UNKNOWN;
        for (long at = 12; at + 8 <= size; ) {
            ByteBuffer header = ContainerEnd.read(channel, at, 24).order(ByteOrder.LITTLE_ENDIAN);
            String id = text(header);
            long length = header.getInt(4) & 0xffffffffL;
            if (id.equals("ds64") && header.limit() == 24) {
                samples64 = header.getLong(16);
            } else if (id.equals("data") && length == UNKNOWN) {
                length = samples64;
            }
            if (length < 0 || length > size - at - 8 || !id.matches("[ -~]{4}")) {
                // the rest belongs to the samples, or is no chunk
                return chunks;
            }
            boolean isTags = id.equals("LIST")
                    && header.limit() >= 12
                    && text(header.slice(8, 4)).equals("INFO");
            if (!NOT_CARRIED.contains(id) && !isTags) {
                total += length;
                if (total > MOST_BYTES) {
                    throw new AudioException(
                            Reason.LIMIT_METADATA,
                            name + " carries more than " + (MOST_BYTES >> 20)
                                    + " MiB of chunks beside its sound, which is the most that is kept: export it"
                                    + " without them");
                }
                chunks.add(new RiffChunk(
                        id, ContainerEnd.read(channel, at + 8, (int) length).array()));
            }
            at += 8 + length + (length & 1);
        }
        return chunks;
    }

    private static String text(ByteBuffer bytes) {
        byte[] id = new byte[Math.min(4, bytes.limit())];
        bytes.get(0, id);
        return new String(id, StandardCharsets.ISO_8859_1);
    }
}
