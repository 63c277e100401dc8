package dev.fader.trainer.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Set;

/**
 * The chunks of a WAV or AIFF file beside its sound: broadcast fields, texts, cue points, loops, iXML, ADM and the like.
 * Those that point at frames stay true as long as the rate and the length do.
 */
final class IffChunks {

    private static final long UNKNOWN = 0xffffffffL;
    private static final int MOST_CHUNKS = 20_000;

    /** Sound, padding, and what is measured on the samples. */
    private static final Set<String> NOT_CARRIED = Set.of(
            "fmt ", "data", "fact", "ds64", "JUNK", "junk", "FLLR", "PAD ", "PEAK", "levl", "MD5 ", "COMM", "CHAN",
            "SSND", "FVER");

    private IffChunks() {}

    /** @param place RIFF, whose numbers are little-endian, or AIFF, whose are big-endian */
    static void read(FileBytes file, Place place, Collector into) throws IOException {
        ByteOrder order = place == Place.RIFF ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        long size = file.size();
        long samples64 = UNKNOWN;
        long at = 12;
        for (int i = 0; i < MOST_CHUNKS && at + 8 <= size; i++) {
            ByteBuffer header = file.at(at, 24).order(order);
            String id = FileBytes.text(header, 0);
            long length = header.getInt(4) & 0xffffffffL;
            if (id.equals("ds64") && header.limit() == 24) {
                samples64 = header.getLong(16);
            } else if (id.equals("data") && length == UNKNOWN) {
                length = samples64;
            }
            if (length < 0 || length > size - at - 8 || !id.matches("[ -~]{4}")) {
                // the rest belongs to the samples, or is no chunk
                return;
            }
            add(place, id, file, at + 8, length, into);
            at += 8 + length + (length & 1);
        }
    }

    /** Takes a chunk, unless it is of the kinds that are not carried. */
    static void add(Place place, String id, FileBytes file, long at, long length, Collector into) throws IOException {
        if (NOT_CARRIED.contains(id)) {
            return;
        }
        into.check(length);
        ByteBuffer content = file.at(at, (int) length);
        if (id.toLowerCase(Locale.ROOT).equals("id3 ") && Id3Tag.length(content) > 0) {
            Id3Tag.read(content.array(), into);
        } else {
            into.add(new Field(place, id, content.array()));
        }
    }
}
