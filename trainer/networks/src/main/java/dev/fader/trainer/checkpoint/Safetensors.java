package dev.fader.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.graph.Weights.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A safetensors file: named float tensors and a text map. Files that we write carry a SHA-256 over all their bytes (with
 * the hash itself as zeros) under {@value #HASH_KEY}; a file of others may lack it.
 *
 * @param metadata without the hash and the writer's mark
 */
public record Safetensors(Map<String, String> metadata, Weights tensors) {

    static final String HASH_KEY = "sha256";

    /** Says that a file is ours and must have a hash, so that a damaged {@value #HASH_KEY} does not pass for none. */
    private static final String WRITER_KEY = "writer";

    private static final String WRITER = "fader";

    private static final String NO_HASH = "0".repeat(64);
    private static final int MAX_HEADER_BYTES = 100 << 20;

    /** @throws DamagedFileException if the bytes are not what was written */
    public static Safetensors read(Path file) throws IOException {
        return parse(file, Files.readAllBytes(file));
    }

    /**
     * What a file holds that has been read already.
     *
     * @param file its name, for errors
     * @throws DamagedFileException if the bytes are not what was written
     */
    public static Safetensors parse(Path file, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 8
                || buffer.getLong(0) < 2
                || buffer.getLong(0) > Math.min(bytes.length - 8, MAX_HEADER_BYTES)) {
            throw new DamagedFileException(file, "is not a safetensors file, or is cut off inside its header");
        }
        int headerBytes = (int) buffer.getLong(0);
        JsonNode header = parseHeader(file, new String(bytes, 8, headerBytes, StandardCharsets.UTF_8));
        int dataStart = 8 + headerBytes;

        Map<String, String> metadata = new LinkedHashMap<>();
        Weights.Builder tensors = new Weights.Builder();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals("__metadata__")) {
                entry.getValue()
                        .properties()
                        .forEach(text ->
                                metadata.put(text.getKey(), text.getValue().asText()));
            } else {
                Tensor tensor = tensor(file, entry.getKey(), entry.getValue(), buffer, dataStart);
                tensors.add(entry.getKey(), tensor.dims(), tensor.data());
            }
        }
        String hash = metadata.remove(HASH_KEY);
        if (hash != null) {
            verify(file, bytes, headerBytes, hash);
        } else if (metadata.containsKey(WRITER_KEY)) {
            throw new DamagedFileException(file, "is damaged: its SHA-256 is missing");
        }
        metadata.remove(WRITER_KEY);
        return new Safetensors(metadata, tensors.build());
    }

    /** Writes beside the target, forces it to disk and renames it into place: a reader sees all of it or nothing. */
    public void write(Path file) throws IOException {
        byte[] bytes = encode();
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path temporary = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private byte[] encode() throws JsonProcessingException {
        ObjectNode header = Json.MAPPER.createObjectNode();
        ObjectNode texts = header.putObject("__metadata__");
        metadata.forEach(texts::put);
        texts.put(WRITER_KEY, WRITER);
        texts.put(HASH_KEY, NO_HASH);
        long offset = 0;
        for (String name : tensors.names()) {
            Tensor tensor = tensors.get(name);
            ObjectNode entry = header.putObject(name);
            entry.put("dtype", "F32");
            ArrayNode shape = entry.putArray("shape");
            Arrays.stream(tensor.dims()).forEach(shape::add);
            long end = offset + (long) tensor.data().length * Float.BYTES;
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String text = Json.MAPPER.writeValueAsString(header);
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        int headerBytes = Math.ceilDiv(json.length, 8) * 8;
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.toIntExact(8 + headerBytes + offset)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(headerBytes).put(json);
        while (buffer.position() < 8 + headerBytes) {
            buffer.put((byte) ' ');
        }
        for (String name : tensors.names()) {
            float[] data = tensors.get(name).data();
            buffer.asFloatBuffer().put(data);
            buffer.position(buffer.position() + data.length * Float.BYTES);
        }
        byte[] bytes = buffer.array();
        byte[] hash = Sha256.of(bytes).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(hash, 0, bytes, indexOf(bytes, NO_HASH, 8 + headerBytes), hash.length);
        return bytes;
    }

    private static JsonNode parseHeader(Path file, String text) throws IOException {
        try {
            JsonNode header = Json.MAPPER.readTree(text);
            if (header.isObject()) {
                return header;
            }
        } catch (JsonProcessingException e) {
            throw new DamagedFileException(file, "has a header that is not JSON");
        }
        throw new DamagedFileException(file, "has a header that is not a JSON object");
    }

    private static Tensor tensor(Path file, String name, JsonNode entry, ByteBuffer buffer, int dataStart)
            throws IOException {
        if (!entry.path("dtype").asText().equals("F32")) {
            throw new DamagedFileException(
                    file, "holds tensor %s as %s; only F32 is read".formatted(name, entry.path("dtype")));
        }
        long[] dims = new long[entry.path("shape").size()];
        long size = 1;
        for (int i = 0; i < dims.length; i++) {
            dims[i] = entry.path("shape").path(i).asLong();
            size = Math.multiplyExact(size, dims[i]);
        }
        long from = entry.path("data_offsets").path(0).asLong(-1);
        long to = entry.path("data_offsets").path(1).asLong(-1);
        if (from < 0 || to - from != size * Float.BYTES || dataStart + to > buffer.capacity()) {
            throw new DamagedFileException(file, "is cut off or inconsistent at tensor " + name);
        }
        float[] data = new float[(int) size];
        buffer.slice((int) (dataStart + from), (int) (to - from))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(data);
        return new Tensor(dims, data);
    }

    private static void verify(Path file, byte[] bytes, int headerBytes, String hash) throws IOException {
        int at = indexOf(bytes, hash, 8 + headerBytes);
        Arrays.fill(bytes, at, at + hash.length(), (byte) '0');
        if (!Sha256.of(bytes).equals(hash)) {
            throw new DamagedFileException(file, "is damaged: its bytes do not have the SHA-256 written in it");
        }
    }

    private static int indexOf(byte[] bytes, String text, int limit) {
        return new String(bytes, 0, limit, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
