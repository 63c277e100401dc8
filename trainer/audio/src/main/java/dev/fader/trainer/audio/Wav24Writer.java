package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a 24-bit PCM WAV file block by block, in plain Java; {@link #close} completes its header. */
public final class Wav24Writer implements AutoCloseable {

    /** The largest sample value, and minus the smallest plus one. */
    public static final int FULL_SCALE = (1 << 23) - 1;

    private static final int HEADER_BYTES = 44;
    private static final int BLOCK_FRAMES = 8192;

    private final FileChannel channel;
    private final int sampleRateHz;
    private final int channels;
    private final ByteBuffer block;
    private long frames;

    /** Creates the file, which must not exist. */
    public Wav24Writer(Path path, int sampleRateHz, int channels) throws IOException {
        this.sampleRateHz = sampleRateHz;
        this.channels = channels;
        this.block = ByteBuffer.allocate(BLOCK_FRAMES * channels * 3).order(ByteOrder.LITTLE_ENDIAN);
        this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.position(HEADER_BYTES);
    }

    /** Appends frames from {@code planar[channel][offset…]}, each a 24-bit integer. */
    public void write(int[][] planar, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int some = Math.min(BLOCK_FRAMES, count - done);
            block.clear();
            for (int i = offset + done; i < offset + done + some; i++) {
                for (int c = 0; c < channels; c++) {
                    int sample = planar[c][i];
                    block.put((byte) sample).put((byte) (sample >> 8)).put((byte) (sample >> 16));
                }
            }
            drain(block.flip());
            done += some;
        }
        frames += count;
    }

    private void drain(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            long dataBytes = frames * channels * 3;
            if ((dataBytes & 1) == 1) {
                drain(ByteBuffer.allocate(1));
            }
            if (dataBytes > 0xffffffffL - HEADER_BYTES) {
                throw new IOException("a WAV file cannot hold " + frames + " frames: write shorter ones");
            }
            channel.position(0);
            drain(header(dataBytes));
        }
    }

    private ByteBuffer header(long dataBytes) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (HEADER_BYTES - 8 + dataBytes + (dataBytes & 1)))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) WavHeader.PCM)
                .putShort((short) channels)
                .putInt(sampleRateHz)
                .putInt(sampleRateHz * channels * 3)
                .putShort((short) (channels * 3))
                .putShort((short) 24)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) dataBytes)
                .flip();
    }
}
