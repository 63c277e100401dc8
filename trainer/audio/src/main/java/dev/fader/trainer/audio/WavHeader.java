package dev.fader.trainer.audio;

import dev.fader.trainer.audio.WavFile.Encoding;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the chunks before a WAV file's samples say. */
record WavHeader(int sampleRateHz, int channels, Encoding encoding, long dataPosition, long dataBytes) {

    static final int PCM = 1;
    static final int IEEE_FLOAT = 3;
    static final int EXTENSIBLE = 0xfffe;

    static WavHeader read(FileChannel channel, Path path) throws IOException {
        ByteBuffer riff = bytes(channel, path, 0, 12);
        if (!"RIFF".equals(tag(riff, 0)) || !"WAVE".equals(tag(riff, 8))) {
            throw new IOException(path + " is not a WAV file: it does not begin with RIFF … WAVE");
        }
        long position = 12;
        ByteBuffer format = ByteBuffer.allocate(0);
        while (position + 8 <= channel.size()) {
            ByteBuffer head = bytes(channel, path, position, 8);
            long length = head.getInt(4) & 0xffffffffL;
            if ("data".equals(tag(head, 0))) {
                return of(format, path, position + 8, length, channel.size());
            }
            if ("fmt ".equals(tag(head, 0)) && length <= 4096) {
                format = bytes(channel, path, position + 8, (int) length);
            }
            position += 8 + length + (length & 1);
        }
        throw new IOException(path + " has no data chunk: it is a WAV file without sound, or it was cut");
    }

    private static WavHeader of(ByteBuffer format, Path path, long dataPosition, long dataBytes, long fileBytes)
            throws IOException {
        if (format.capacity() < 16) {
            throw new IOException(path + " has no fmt chunk before its samples");
        }
        if (dataPosition + dataBytes > fileBytes) {
            throw new IOException(path + " is cut: its header promises " + dataBytes + " bytes of samples, "
                    + (fileBytes - dataPosition) + " are there");
        }
        int tag = format.getShort(0) & 0xffff;
        if (tag == EXTENSIBLE && format.capacity() >= 26) {
            tag = format.getShort(24) & 0xffff;
        }
        int channels = format.getShort(2) & 0xffff;
        int rate = format.getInt(4);
        if (channels == 0 || rate <= 0) {
            throw new IOException(path + " says " + channels + " channels at " + rate + " Hz, which cannot be");
        }
        return new WavHeader(
                rate, channels, encoding(tag, format.getShort(14) & 0xffff, path), dataPosition, dataBytes);
    }

    private static Encoding encoding(int tag, int bits, Path path) throws IOException {
        if (tag == PCM && bits == 16) {
            return Encoding.PCM_16;
        } else if (tag == PCM && bits == 24) {
            return Encoding.PCM_24;
        } else if (tag == PCM && bits == 32) {
            return Encoding.PCM_32;
        } else if (tag == IEEE_FLOAT && bits == 32) {
            return Encoding.FLOAT_32;
        }
        throw new IOException(path + " holds samples of format " + tag + " with " + bits
                + " bits; 16, 24 and 32 bit PCM and 32 bit float are read: convert it first");
    }

    private static ByteBuffer bytes(FileChannel channel, Path path, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException(path + " is too short for a WAV file: it ends within its header");
            }
        }
        return buffer.flip();
    }

    private static String tag(ByteBuffer bytes, int at) {
        return new String(bytes.array(), at, 4, StandardCharsets.US_ASCII);
    }
}
