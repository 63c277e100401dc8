package dev.fader.trainer.audio;

import dev.fader.schemas.remix.Loudness;
import dev.fader.trainer.tags.Bext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bext chunk of a WAV file that was written here: it lies before the sound, where FFmpeg made room for it. */
public final class BroadcastChunk {

    private BroadcastChunk() {}

    /**
     * Brings a finished file's broadcast fields up to the loudness that was measured on it.
     *
     * @param file of any kind; one without the chunk stays as it is
     */
    public static void tellLoudness(Path file, Loudness measured) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer chunk = find(channel);
            if (chunk.hasRemaining()) {
                long at = channel.position() - chunk.limit();
                byte[] loudness = Bext.loudness(
                        chunk.array(), measured.integratedLufs(), measured.rangeLu(), measured.truePeakDb());
                ChunkTail.put(channel, at + Bext.VERSION_AT, ByteBuffer.wrap(loudness));
            }
        }
    }

    /** Overwrites the room that was made with what belongs there. @throws IOException also when there is none */
    static void fill(SeekableByteChannel channel, byte[] content) throws IOException {
        ByteBuffer room = find(channel);
        if (room.limit() != content.length) {
            throw new IOException(
                    "the muxer made room for a bext chunk of " + room.limit() + " bytes, not of " + content.length);
        }
        ChunkTail.put(channel, channel.position() - room.limit(), ByteBuffer.wrap(content));
    }

    /** @return the chunk's content, after which the channel stands then; nothing where there is none before the sound */
    private static ByteBuffer find(SeekableByteChannel channel) throws IOException {
        ByteBuffer form = ContainerEnd.read(channel, 0, 12);
        for (long at = 12; form.limit() == 12 && form.get(0) == 'R' && at + 8 <= channel.size(); ) {
            ByteBuffer header = ContainerEnd.read(channel, at, 8);
            byte[] id = new byte[4];
            header.get(0, id);
            String name = new String(id, StandardCharsets.ISO_8859_1);
            long length = header.getInt(4) & 0xffffffffL;
            if (name.equals(Bext.CHUNK) && length >= Bext.FIXED_BYTES && length <= channel.size() - at - 8) {
                return ContainerEnd.read(channel, at + 8, (int) length);
            } else if (name.equals("data")) {
                break;
            }
            at += 8 + length + (length & 1);
        }
        return ByteBuffer.allocate(0);
    }
}
