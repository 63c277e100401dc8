package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * A WAV file's {@code fmt} chunk, with what FFmpeg makes nothing of: how many bits of a sample count, and any channel
 * mask (Microsoft's WAVEFORMATEXTENSIBLE).
 *
 * @param at where the chunk begins in the file
 * @param tag 1 for integers, 3 for floats; of an extensible format the one that it stands for
 * @param frameBytes of one sample of every channel
 * @param bits that are stored of a sample
 * @param validBits that count; 0 where the format does not say it
 * @param channelMask which speakers the channels are for, or {@link LengthAccount#NO_MASK}
 */
record WavFormatChunk(long at, int tag, int channels, int frameBytes, int bits, int validBits, long channelMask) {

    private static final int EXTENSIBLE_BYTES = 40;
    private static final int VALID_BITS_AT = 8 + 18;
    private static final int MASK_AT = 8 + 20;
    private static final int SUBFORMAT_AT = 8 + 24;

    /** @param position of the chunk */
    static WavFormatChunk read(SeekableByteChannel channel, long position) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(8 + EXTENSIBLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer read = ContainerEnd.read(channel, position, chunk.capacity());
        chunk.put(0, read, 0, read.limit());
        int tag = chunk.getShort(8) & 0xffff;
        boolean extensible = tag == WavHeader.EXTENSIBLE && chunk.getInt(4) >= EXTENSIBLE_BYTES;
        return new WavFormatChunk(
                position,
                extensible ? chunk.getShort(SUBFORMAT_AT) & 0xffff : tag,
                chunk.getShort(10) & 0xffff,
                chunk.getShort(20) & 0xffff,
                chunk.getShort(22) & 0xffff,
                extensible ? chunk.getShort(VALID_BITS_AT) & 0xffff : 0,
                extensible ? chunk.getInt(MASK_AT) & 0xffffffffL : LengthAccount.NO_MASK);
    }

    /** Whether frames can be told from bytes. */
    boolean countsBytes() {
        return (tag == WavHeader.PCM || tag == WavHeader.IEEE_FLOAT) && channels > 0 && frameBytes > 0;
    }

    private boolean storesMoreThanCounts() {
        return tag == WavHeader.PCM && validBits > 0 && validBits < bits && frameBytes == channels * bits / 8;
    }

    /** 24 where 32 are stored; 0 where all that is stored is taken to count. */
    int fewerValidBits() {
        return storesMoreThanCounts() && validBits == 24 && bits == 32 ? validBits : 0;
    }

    /** For FFmpeg, which takes the bits that count for those that are stored. */
    Optional<ChannelView.Patch> patchForStoredBits() {
        return storesMoreThanCounts()
                ? Optional.of(new ChannelView.Patch(at + VALID_BITS_AT, new byte[] {(byte) bits, 0}))
                : Optional.empty();
    }

    /**
     * Completes the chunk of a file that FFmpeg wrote: its own mask and bits are those of its formats.
     *
     * @param validBits that count, or 0 to leave them
     * @param channelMask to write, or {@link LengthAccount#NO_MASK} to leave it
     */
    static void complete(SeekableByteChannel channel, int validBits, long channelMask) throws IOException {
        long position = 12;
        while (!ContainerEnd.text(ContainerEnd.read(channel, position, 4), 0).equals("fmt ")) {
            long length = ContainerEnd.read(channel, position + 4, 4).getInt(0) & 0xffffffffL;
            position += 8 + length + (length & 1);
        }
        if ((ContainerEnd.read(channel, position + 8, 2).getShort(0) & 0xffff) != WavHeader.EXTENSIBLE) {
            throw new IOException("the muxer wrote a plain WAV header, which has no place for a channel mask");
        }
        ByteBuffer field = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        if (validBits > 0) {
            channel.position(position + VALID_BITS_AT);
            write(channel, field.putShort((short) validBits).flip());
        }
        if (channelMask != LengthAccount.NO_MASK) {
            channel.position(position + MASK_AT);
            write(channel, field.clear().putInt((int) channelMask).flip());
        }
    }

    private static void write(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
