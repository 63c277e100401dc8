package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A PCM WAV file read at any position, in plain Java: data sets read random segments of many files, on machines that
 * have no FFmpeg.
 *
 * <p>16, 24 and 32 bit integers and 32 bit floats; integers come as {@code k / 2^(bits-1)}. Not safe for threads: give
 * each its own.
 */
public final class WavFile implements AutoCloseable {

    /** How one sample is stored. */
    public enum Encoding {
        PCM_16(2),
        PCM_24(3),
        PCM_32(4),
        FLOAT_32(4);

        private final int bytes;

        Encoding(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes of one sample of one channel. */
        public int bytes() {
            return bytes;
        }
    }

    private static final int BLOCK_FRAMES = 8192;

    private final FileChannel channel;
    private final Path path;
    private final int sampleRateHz;
    private final int channels;
    private final Encoding encoding;
    private final long dataPosition;
    private final long frames;
    private ByteBuffer block = ByteBuffer.allocate(0);

    private WavFile(FileChannel channel, Path path, WavHeader header) {
        this.channel = channel;
        this.path = path;
        this.sampleRateHz = header.sampleRateHz();
        this.channels = header.channels();
        this.encoding = header.encoding();
        this.dataPosition = header.dataPosition();
        this.frames = header.dataBytes() / ((long) channels * encoding.bytes());
    }

    /** Opens a file and reads its header. @throws IOException also when it is no PCM WAV or is shorter than it says */
    public static WavFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new WavFile(channel, path, WavHeader.read(channel, path));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    public int channels() {
        return channels;
    }

    public Encoding encoding() {
        return encoding;
    }

    /** Length in frames, one frame being one sample of every channel. */
    public long frames() {
        return frames;
    }

    /**
     * Reads frames from a position into {@code planar[channel][offset…]}.
     *
     * @param frame the first frame wanted, 0 ≤ frame ≤ frames()
     * @return how many frames were read: fewer than asked only at the end of the file
     */
    public int read(long frame, float[][] planar, int offset, int count) throws IOException {
        if (frame < 0 || frame > frames || planar.length != channels) {
            throw new IllegalArgumentException("cannot read " + planar.length + " channels at frame " + frame + " of "
                    + path + ", which has " + channels + " channels and " + frames + " frames");
        }
        int wanted = (int) Math.min(count, frames - frame);
        int done = 0;
        while (done < wanted) {
            int some = Math.min(BLOCK_FRAMES, wanted - done);
            decode(fill(frame + done, some), planar, offset + done, some);
            done += some;
        }
        return wanted;
    }

    private ByteBuffer fill(long frame, int count) throws IOException {
        int frameBytes = channels * encoding.bytes();
        if (block.capacity() < count * frameBytes) {
            block = ByteBuffer.allocate(count * frameBytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        block.clear().limit(count * frameBytes);
        long position = dataPosition + frame * frameBytes;
        while (block.hasRemaining()) {
            int read = channel.read(block, position);
            if (read < 0) {
                throw new IOException(path + " ended early, at byte " + position + ": it was cut while being read");
            }
            position += read;
        }
        return block.flip();
    }

    /** A loop for each encoding: the choice is not made again for every sample. */
    private void decode(ByteBuffer bytes, float[][] planar, int offset, int count) {
        int stride = channels * encoding.bytes();
        for (int c = 0; c < channels; c++) {
            float[] samples = planar[c];
            int at = c * encoding.bytes();
            switch (encoding) {
                case PCM_16 -> {
                    for (int i = 0; i < count; i++) {
                        samples[offset + i] = bytes.getShort(at + i * stride) * 0x1p-15f;
                    }
                }
                case PCM_24 -> {
                    byte[] raw = bytes.array();
                    for (int i = 0, b = at; i < count; i++, b += stride) {
                        samples[offset + i] =
                                ((raw[b] & 0xff) | (raw[b + 1] & 0xff) << 8 | raw[b + 2] << 16) * 0x1p-23f;
                    }
                }
                case PCM_32 -> {
                    for (int i = 0; i < count; i++) {
                        samples[offset + i] = bytes.getInt(at + i * stride) * 0x1p-31f;
                    }
                }
                case FLOAT_32 -> {
                    for (int i = 0; i < count; i++) {
                        samples[offset + i] = bytes.getFloat(at + i * stride);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
