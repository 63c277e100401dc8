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
import java.util.ArrayList;
import java.util.List;

/** What a decoder process says: what the file is, its frames, and how it ended. */
sealed interface DecoderMessage {

    int BLOCK_FRAMES = 1 << 14;
    /** A cover picture and tags at most; the parent believes nothing. */
    int MOST_FORMAT_BYTES = 32 << 20;

    int MOST_REMARKS = 100;

    /** @param remarks as far as they are known before the sound is */
    record Format(AudioFormat format, List<String> remarks) implements DecoderMessage {}

    /** So many frames are in the array given to {@link #read}. */
    record Frames(int count) implements DecoderMessage {}

    /** @param remarks all of them */
    record End(List<String> remarks) implements DecoderMessage {}

    record Refused(AudioException.Reason reason, String message) implements DecoderMessage {}

    static void writeFormat(DataOutputStream out, AudioFormat format, List<String> remarks) throws IOException {
        byte[] bytes = FormatBytes.write(format);
        out.writeByte('F');
        out.writeInt(bytes.length);
        out.write(bytes);
        writeRemarks(out, remarks);
    }

    private static void writeRemarks(DataOutputStream out, List<String> remarks) throws IOException {
        List<String> some = remarks.stream().limit(MOST_REMARKS).toList();
        out.writeInt(some.size());
        for (String remark : some) {
            writeText(out, remark);
        }
    }

    private static List<String> readRemarks(DataInputStream in) throws IOException {
        List<String> remarks = new ArrayList<>();
        for (int left = atMost(in.readInt(), MOST_REMARKS); left > 0; left--) {
            remarks.add(readText(in));
        }
        return List.copyOf(remarks);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(atMost(in.readInt(), 1 << 16)), StandardCharsets.UTF_8);
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

    static void writeEnd(DataOutputStream out, List<String> remarks) throws IOException {
        out.writeByte('E');
        writeRemarks(out, remarks);
    }

    static void writeRefusal(DataOutputStream out, AudioException refusal) throws IOException {
        out.writeByte('R');
        out.writeUTF(refusal.reason().name());
        writeText(out, String.valueOf(refusal.getMessage()));
    }

    /**
     * @param planar takes the frames, (C, BLOCK_FRAMES); empty before the format is known
     * @throws EOFException when the process has ended without a word
     * @throws IOException when it says what no decoder of ours says
     */
    static DecoderMessage read(DataInputStream in, double[][] planar) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 'F' ->
                new Format(FormatBytes.read(in.readNBytes(atMost(in.readInt(), MOST_FORMAT_BYTES))), readRemarks(in));
            case 'B' -> frames(in, planar);
            case 'E' -> new End(readRemarks(in));
            case 'R' -> new Refused(AudioException.Reason.valueOf(in.readUTF()), readText(in));
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
