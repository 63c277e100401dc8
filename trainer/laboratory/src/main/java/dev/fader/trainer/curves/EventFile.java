package dev.fader.trainer.curves;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Scalars in the format that TensorBoard reads: TFRecords of {@code tensorflow.Event}, each a length and a protocol buffer with a
 * masked CRC-32C behind either.
 */
final class EventFile implements AutoCloseable {

    private static final int CRC_MASK = 0xa282ead8;

    /** Fields of Event, Summary and Summary.Value. */
    private static final int WALL_TIME = 1;

    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    /** How a field is written. */
    private static final int VARINT = 0;

    private static final int FIXED_64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private final OutputStream out;

    /** Begins a file anew. */
    EventFile(Path file) throws IOException {
        this.out = Files.newOutputStream(file);
        Message event = new Message();
        event.fixed64(WALL_TIME, 0);
        event.text(FILE_VERSION, "brain.Event:2");
        write(event);
    }

    /** @param seconds of wall time since the run began */
    void scalar(String tag, long step, double seconds, double value) throws IOException {
        Message scalar = new Message();
        scalar.text(TAG, tag);
        scalar.fixed32(SIMPLE_VALUE, Float.floatToIntBits((float) value));
        Message summary = new Message();
        summary.message(VALUE, scalar);
        Message event = new Message();
        event.fixed64(WALL_TIME, Double.doubleToLongBits(seconds));
        event.varint(STEP, step);
        event.message(SUMMARY, summary);
        write(event);
    }

    private void write(Message message) throws IOException {
        byte[] data = message.bytes.toByteArray();
        byte[] length = little(8).putLong(data.length).array();
        out.write(length);
        out.write(little(4).putInt(maskedCrc(length)).array());
        out.write(data);
        out.write(little(4).putInt(maskedCrc(data)).array());
    }

    private static int maskedCrc(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return Integer.rotateRight((int) sum.getValue(), 15) + CRC_MASK;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** A protocol buffer. */
    private static final class Message {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void varint(int field, long value) {
            number((long) field << 3 | VARINT);
            number(value);
        }

        void fixed64(int field, long value) {
            number((long) field << 3 | FIXED_64);
            bytes.writeBytes(little(8).putLong(value).array());
        }

        void fixed32(int field, int value) {
            number((long) field << 3 | FIXED_32);
            bytes.writeBytes(little(4).putInt(value).array());
        }

        void text(int field, String value) {
            delimited(field, value.getBytes(StandardCharsets.UTF_8));
        }

        void message(int field, Message value) {
            delimited(field, value.bytes.toByteArray());
        }

        private void delimited(int field, byte[] value) {
            number((long) field << 3 | DELIMITED);
            number(value.length);
            bytes.writeBytes(value);
        }

        private void number(long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                bytes.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
        }
    }
}
