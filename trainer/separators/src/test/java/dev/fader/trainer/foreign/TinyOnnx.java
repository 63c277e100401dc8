package dev.fader.trainer.foreign;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ONNX files of a few nodes, written field by field (onnx.proto3), so that no tool is needed to make them. */
public final class TinyOnnx {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Message graph = new Message();

    private static final class Message {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                bytes.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
        }

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }
    }

    /** Of one input {@code x} and one output {@code y}. @param dims −1 for a free axis */
    TinyOnnx(long... dims) {
        graph.text(2, "tiny").message(11, value("x", dims)).message(12, value("y"));
    }

    private static Message value(String name, long... dims) {
        Message shape = new Message();
        for (long dim : dims) {
            shape.message(1, dim < 0 ? new Message().text(2, "free") : new Message().number(1, dim));
        }
        Message tensor = new Message().number(1, FLOAT);
        if (dims.length > 0) {
            tensor.message(2, shape);
        }
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    TinyOnnx node(String operator, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        graph.message(1, node.text(2, output).text(4, operator));
        return this;
    }

    /** Joins values along an axis. */
    TinyOnnx concat(int axis, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        // an attribute of the type INT
        Message attribute = new Message().text(1, "axis").number(3, axis).number(20, 2);
        graph.message(1, node.text(2, output).text(4, "Concat").message(5, attribute));
        return this;
    }

    TinyOnnx floats(String name, List<Long> dims, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return tensor(name, dims, FLOAT, raw.array());
    }

    TinyOnnx longs(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        return tensor(name, List.of((long) values.length), INT64, raw.array());
    }

    private TinyOnnx tensor(String name, List<Long> dims, int type, byte[] raw) {
        Message tensor = new Message();
        dims.forEach(dim -> tensor.number(1, dim));
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
        return this;
    }

    /** Values that lie in another file. */
    TinyOnnx external(String name, long length, String location) {
        Message entry = new Message().text(1, "location").text(2, location);
        graph.message(
                5,
                new Message()
                        .number(1, length)
                        .number(2, FLOAT)
                        .text(8, name)
                        .message(13, entry)
                        .number(14, 1));
        return this;
    }

    byte[] model() {
        return new Message()
                .number(1, 8)
                .message(8, new Message().text(1, "").number(2, 17))
                .message(7, graph)
                .bytes
                .toByteArray();
    }

    /** Two inputs and two outputs, each half of what comes in, with an axis of one source. */
    static byte[] halves(int channels, long samples, long bins, long frames) {
        TinyOnnx tiny = new TinyOnnx(1, channels, samples);
        tiny.graph.message(11, value("z", 1, 2L * channels, bins, frames)).message(12, value("spectra"));
        return tiny.longs("axis", 1)
                .floats("half", List.of(1L), 0.5f)
                .node("Mul", "signal", "x", "half")
                .node("Unsqueeze", "y", "signal", "axis")
                .node("Mul", "spectrum", "z", "half")
                .node("Unsqueeze", "spectra", "spectrum", "axis")
                .model();
    }

    /** (1, C, L) → (1, K, C, L): the mixture times a share for each source. */
    public static byte[] shares(int channels, long samples, float... shares) {
        return new TinyOnnx(1, channels, samples)
                .longs("axis", 1)
                .floats("shares", List.of(1L, (long) shares.length, 1L, 1L), shares)
                .node("Unsqueeze", "wide", "x", "axis")
                .node("Mul", "y", "wide", "shares")
                .model();
    }

    /** The same with channels before sources, (1, C, K, L). */
    static byte[] channelsFirst(int channels, float... shares) {
        return new TinyOnnx(1, channels, -1)
                .longs("axis", 2)
                .floats("shares", List.of(1L, 1L, (long) shares.length, 1L), shares)
                .node("Unsqueeze", "wide", "x", "axis")
                .node("Mul", "y", "wide", "shares")
                .model();
    }

    /** The same of one source, and late. */
    static byte[] late(int channels, int delay) {
        return new TinyOnnx(1, channels, -1)
                .longs("pads", 0, 0, delay, 0, 0, 0)
                .longs("starts", 0)
                .longs("ends", -delay)
                .longs("axes", 2)
                .node("Pad", "padded", "x", "pads")
                .node("Slice", "y", "padded", "starts", "ends", "axes")
                .model();
    }
}
