package dev.fader.coordinator.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A structure in Thrift's compact protocol, as Parquet's headers are written. Fields go in the order of their numbers.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">the protocol</a>
 */
final class ThriftStruct {

    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int LONG_LIST = 15;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int last;

    ThriftStruct i32(int field, int value) {
        header(field, I32);
        zigzag(value);
        return this;
    }

    ThriftStruct i64(int field, long value) {
        header(field, I64);
        zigzag(value);
        return this;
    }

    ThriftStruct text(int field, String value) {
        header(field, BINARY);
        binary(value);
        return this;
    }

    ThriftStruct struct(int field, ThriftStruct value) {
        header(field, STRUCT);
        bytes.writeBytes(value.end());
        return this;
    }

    ThriftStruct structs(int field, List<ThriftStruct> values) {
        list(field, values.size(), STRUCT);
        values.forEach(value -> bytes.writeBytes(value.end()));
        return this;
    }

    ThriftStruct texts(int field, List<String> values) {
        list(field, values.size(), BINARY);
        values.forEach(this::binary);
        return this;
    }

    ThriftStruct i32s(int field, List<Integer> values) {
        list(field, values.size(), I32);
        values.forEach(this::zigzag);
        return this;
    }

    /** All of it, to its last byte. */
    byte[] end() {
        bytes.write(0);
        return bytes.toByteArray();
    }

    private void header(int field, int type) {
        bytes.write((field - last) << 4 | type);
        last = field;
    }

    private void list(int field, int size, int type) {
        header(field, LIST);
        if (size < LONG_LIST) {
            bytes.write(size << 4 | type);
        } else {
            bytes.write(LONG_LIST << 4 | type);
            varint(size);
        }
    }

    private void binary(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        bytes.writeBytes(utf8);
    }

    private void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
