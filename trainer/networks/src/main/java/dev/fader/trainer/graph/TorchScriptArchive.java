package dev.fader.trainer.graph;

import dev.fader.trainer.graph.Graph.Parameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a program as the archive that {@code torch.jit.load} and DJL open: a zip of stored entries with the module's
 * source, a pickle (protocol 2) that names its tensors, and the tensors, little-endian.
 */
public final class TorchScriptArchive {

    private static final byte[] EMPTY_TUPLE_PICKLE = {(byte) 0x80, 2, ')', '.'};

    private TorchScriptArchive() {}

    /** @param weights read only where the program holds its parameters by name */
    public static void write(Program program, Weights weights, OutputStream out) throws IOException {
        List<Parameter> held = program.style() == Parameters.NAMED ? program.tensors() : List.of();
        if (!held.isEmpty()) {
            weights.requireExactly(held);
        }
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "net/data.pkl", pickle(held, program));
            put(zip, "net/code/__torch__.py", program.source().getBytes(StandardCharsets.UTF_8));
            put(zip, "net/constants.pkl", EMPTY_TUPLE_PICKLE);
            put(zip, "net/version", "3\n".getBytes(StandardCharsets.UTF_8));
            put(zip, "net/byteorder", "little".getBytes(StandardCharsets.UTF_8));
            int index = 0;
            for (Parameter parameter : held) {
                put(
                        zip,
                        "net/data/" + index++,
                        littleEndian(weights.get(parameter.name()).data()));
            }
        }
    }

    private static byte[] pickle(List<Parameter> held, Program program) {
        Pickle pickle = new Pickle();
        pickle.global("__torch__", "Net").emptyTuple().newObject().emptyDict().mark();
        int storage = 0;
        for (Parameter tensor : held) {
            boolean trained = program.parameters().contains(tensor);
            pickle.string(tensor.attribute()).tensor(storage++, tensor.dims(), tensor.size(), trained);
        }
        return pickle.string("training")
                .bool(false)
                .string("_is_full_backward_hook")
                .none()
                .setItems()
                .build()
                .stop();
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** The few pickle opcodes (protocol 2) that an archive needs. */
    private static final class Pickle {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Pickle() {
            op(0x80);
            op(2);
        }

        Pickle global(String module, String name) {
            out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Pickle string(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            op('X');
            int32(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Pickle integer(long value) {
            op('J');
            int32(Math.toIntExact(value));
            return this;
        }

        Pickle bool(boolean value) {
            return op(value ? 0x88 : 0x89);
        }

        Pickle none() {
            return op('N');
        }

        Pickle mark() {
            return op('(');
        }

        Pickle tuple() {
            return op('t');
        }

        Pickle emptyTuple() {
            return op(')');
        }

        Pickle emptyDict() {
            return op('}');
        }

        Pickle newObject() {
            return op(0x81);
        }

        Pickle reduce() {
            return op('R');
        }

        Pickle setItems() {
            return op('u');
        }

        Pickle build() {
            return op('b');
        }

        /** A contiguous float tensor on the storage of the given number. @param trained whether it has a gradient */
        Pickle tensor(int storage, long[] dims, int size, boolean trained) {
            global("torch._utils", "_rebuild_tensor_v2").mark();
            mark().string("storage").global("torch", "FloatStorage").string(Integer.toString(storage));
            string("cpu").integer(size).tuple().op('Q').integer(0);
            mark();
            for (long dim : dims) {
                integer(dim);
            }
            tuple().mark();
            long stride = size;
            for (long dim : dims) {
                stride /= dim;
                integer(stride);
            }
            tuple().bool(trained)
                    .global("collections", "OrderedDict")
                    .emptyTuple()
                    .reduce();
            return tuple().reduce();
        }

        byte[] stop() {
            op('.');
            return out.toByteArray();
        }

        private Pickle op(int code) {
            out.write(code);
            return this;
        }

        private void int32(int value) {
            for (int shift = 0; shift < 32; shift += 8) {
                out.write(value >> shift);
            }
        }
    }
}
