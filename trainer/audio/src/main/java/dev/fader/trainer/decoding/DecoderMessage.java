package dev.fader.trainer.decoding;

import dev.fader.trainer.audio.AudioException;
import dev.fader.trainer.audio.AudioFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What a decoder process says: what the file is, its frames, and how it ended. */
sealed interface DecoderMessage {

    int BLOCK_FRAMES = 1 << 14;
    /** A cover picture and tags at most; the parent believes nothing. */
    int MOST_FORMAT_BYTES = 32 << 20;

    record Format(AudioFormat format) implements DecoderMessage {}

    /** So many frames are in the array given to {@link #read}. */
    record Frames(int count) implements DecoderMessage {}

    record End() implements DecoderMessage {}

    record Refused(AudioException.Reason reason, String message) implements DecoderMessage {}

    static void writeFormat(DataOutputStream out, AudioFormat format) throws IOException {
        byte[] bytes = FormatBytes.write(format);
        out.writeByte('F');
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static void writeFrames(DataOutputStream out, double[][] planar, int count) throws IOException {
        out.writeByte('B');
        out.writeInt(count);
        ByteBuffer bytes =
                ByteBuffer.allocate(count * planar.length * Double.BYTES).order(ByteOrder.nativeOrder());
        for (double[] samples : planar) {
            bytes.asDoubleBuffer().put(samples, 0, count);
            bytes.position(bytes.position() + count * Double.BYTES);
        }
        out.write(bytes.array());
    }

    static void writeEnd(DataOutputStream out) throws IOException {
        out.writeByte('E');
    }

    static void writeRefusal(DataOutputStream out, AudioException refusal) throws IOException {
        byte[] message = String.valueOf(refusal.getMessage()).getBytes(StandardCharsets.UTF_8);
        out.writeByte('R');
        out.writeUTF(refusal.reason().name());
        out.writeInt(message.length);
        out.write(message);
    }

    /**
     * @param planar takes the frames, (C, BLOCK_FRAMES); empty before the format is known
     * @throws EOFException when the process has ended without a word
     * @throws IOException when it says what no decoder of ours says
     */
    static DecoderMessage read(DataInputStream in, double[][] planar) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 'F' -> new Format(FormatBytes.read(in.readNBytes(atMost(in.readInt(), MOST_FORMAT_BYTES))));
            case 'B' -> frames(in, planar);
            case 'E' -> new End();
            case 'R' ->
                new Refused(
                        AudioException.Reason.valueOf(in.readUTF()),
                        new String(in.readNBytes(atMost(in.readInt(), 1 << 16)), StandardCharsets.UTF_8));
            default -> throw new IOException("the decoder process said " + kind);
        };
    }

    private static Frames frames(DataInputStream in, double[][] planar) throws IOException {
        int count = atMost(in.readInt(), planar.length == 0 ? 0 : BLOCK_FRAMES);
        byte[] bytes = in.readNBytes(count * planar.length * Double.BYTES);
        if (bytes.length < count * planar.length * Double.BYTES) {
            throw new EOFException("the decoder process ended within a block");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        for (double[] samples : planar) {
            buffer.asDoubleBuffer().get(samples, 0, count);
            buffer.position(buffer.position() + count * Double.BYTES);
        }
        return new Frames(count);
    }

    private static int atMost(int claimed, int most) throws IOException {
        if (claimed < 0 || claimed > most) {
            throw new IOException("the decoder process claims " + claimed + " where at most " + most + " are sent");
        }
        return claimed;
    }
}
