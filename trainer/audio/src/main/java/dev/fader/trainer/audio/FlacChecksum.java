package dev.fader.trainer.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The MD5 of a FLAC file's samples, which its header holds (RFC 9639, §8.2) and FFmpeg does not compare. */
final class FlacChecksum {

    private static final int STREAM_INFO_BYTES = 34;
    private static final int MD5_BYTES = 16;

    private final byte[] expected;
    private final int bytesPerSample;
    private final double scale;
    private final MessageDigest digest;
    private byte[] block = new byte[0];

    /** @param streamInfo the STREAMINFO block @param bits of a sample, 1…24 */
    FlacChecksum(byte[] streamInfo, int bits) {
        this.expected = Arrays.copyOfRange(streamInfo, STREAM_INFO_BYTES - MD5_BYTES, STREAM_INFO_BYTES);
        this.bytesPerSample = (bits + 7) / 8;
        this.scale = (double) (1L << (bits - 1));
        try {
            this.digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    void update(double[][] planar, int offset, int frames) {
        int bytes = frames * planar.length * bytesPerSample;
        if (block.length < bytes) {
            block = new byte[bytes];
        }
        ByteBuffer out = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = offset; i < offset + frames; i++) {
            for (double[] samples : planar) {
                int sample = (int) (samples[i] * scale);
                switch (bytesPerSample) {
                    case 1 -> out.put((byte) sample);
                    case 2 -> out.putShort((short) sample);
                    default -> out.putShort((short) sample).put((byte) (sample >> 16));
                }
            }
        }
        digest.update(block, 0, bytes);
    }

    /** @return false when the header has a checksum and the samples another */
    boolean holds() {
        return Arrays.equals(expected, new byte[MD5_BYTES]) || MessageDigest.isEqual(expected, digest.digest());
    }
}
