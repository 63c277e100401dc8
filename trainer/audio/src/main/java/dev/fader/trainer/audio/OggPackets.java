package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first packets of one stream of an Ogg file: its headers, and those of the first page that tells its position. */
final class OggPackets {

    private static final int MOST_HEADER_BYTES = 1 << 20;

    private final SeekableByteChannel channel;
    private final int serial;
    private final List<byte[]> headers = new ArrayList<>();
    private final List<byte[]> first = new ArrayList<>();
    private @Nullable OggPage positioned;

    private OggPackets(SeekableByteChannel channel, int serial) {
        this.channel = channel;
        this.serial = serial;
    }

    /**
     * @param headerCount how many packets of the stream are headers
     * @return null where the file is not as an Ogg file should be
     */
    static @Nullable OggPackets read(SeekableByteChannel channel, int serial, int headerCount) throws IOException {
        OggPackets packets = new OggPackets(channel, serial);
        return packets.readAll(headerCount) ? packets : null;
    }

    private boolean readAll(int headerCount) throws IOException {
        byte[] open = new byte[0];
        for (OggPage page = OggPage.read(channel, 0); page != null; page = OggPage.read(channel, page.end())) {
            if (page.serial() != serial) {
                continue;
            }
            byte[] body = ContainerEnd.read(channel, page.bodyAt(), (int) (page.end() - page.bodyAt()))
                    .array();
            boolean sound = headers.size() == headerCount;
            int at = 0;
            for (byte piece : page.lacing()) {
                int length = piece & 0xff;
                open = append(open, body, at, length);
                at += length;
                if (length < 255) {
                    (headers.size() < headerCount ? headers : first).add(open);
                    open = new byte[0];
                }
                if (open.length > MOST_HEADER_BYTES) {
                    return false;
                }
            }
            if (sound && page.granule() != OggPage.NO_GRANULE) {
                positioned = page;
                return true;
            }
        }
        return false;
    }

    private static byte[] append(byte[] open, byte[] body, int at, int length) {
        byte[] longer = Arrays.copyOf(open, open.length + length);
        System.arraycopy(body, at, longer, open.length, Math.min(length, body.length - at));
        return longer;
    }

    byte[] header(int index) {
        return headers.get(index);
    }

    /** The packets that end on the first page of sound that tells its position, or before it. */
    List<byte[]> first() {
        return first;
    }

    OggPage positioned() {
        if (positioned == null) {
            throw new IllegalStateException("no page of sound was found");
        }
        return positioned;
    }
}
