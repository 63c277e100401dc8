package dev.fader.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.graph.Weights.Tensor;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
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
    static final String WRITER_KEY = "writer";

    static final String NO_HASH = "0".repeat(64);
    static final int BLOCK_BYTES = 1 << 16;

    private static final String WRITER = "fader";

    /** @throws DamagedFileException if the bytes are not what was written */
    public static Safetensors read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new SafetensorsReader(file, in, Files.size(file)).read();
        }
    }

    /**
     * What a file holds that has been read already.
     *
     * @param file its name, for errors
     * @throws DamagedFileException if the bytes are not what was written
     */
    public static Safetensors parse(Path file, byte[] bytes) throws IOException {
        return new SafetensorsReader(file, new ByteArrayInputStream(bytes), bytes.length).read();
    }

    /** Writes beside the target, forces it to disk and renames it into place: a reader sees all of it or nothing. */
    public void write(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        WholeFile.write(file, part -> {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                byte[] header = header();
                MessageDigest digest = Sha256.digest();
                write(channel, digest, ByteBuffer.wrap(header));
                for (String name : tensors.names()) {
                    write(channel, digest, tensors.get(name).data());
                }
                channel.position(0);
                write(channel, digest, ByteBuffer.wrap(replaced(header, NO_HASH, Sha256.end(digest))));
                channel.force(true);
            }
        });
    }

    /** The length and the text, padded to 8 bytes, with {@link #NO_HASH}. */
    private byte[] header() throws JsonProcessingException {
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
        byte[] json = Json.MAPPER.writeValueAsBytes(header);
        byte[] bytes = new byte[8 + Math.ceilDiv(json.length, 8) * 8];
        Arrays.fill(bytes, (byte) ' ');
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length - 8)
                .put(json);
        return bytes;
    }

    private static void write(FileChannel channel, MessageDigest digest, float[] data) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < data.length; ) {
            int n = Math.min(data.length - done, BLOCK_BYTES / Float.BYTES);
            block.clear().limit(n * Float.BYTES);
            block.asFloatBuffer().put(data, done, n);
            write(channel, digest, block);
            done += n;
        }
    }

    private static void write(FileChannel channel, MessageDigest digest, ByteBuffer bytes) throws IOException {
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** A header with one hash in place of another, where it has that. */
    static byte[] replaced(byte[] header, String hash, String by) {
        byte[] copy = header.clone();
        int at = new String(header, StandardCharsets.ISO_8859_1).indexOf(hash);
        if (at >= 0 && hash.length() == by.length()) {
            System.arraycopy(by.getBytes(StandardCharsets.ISO_8859_1), 0, copy, at, by.length());
        }
        return copy;
    }
}
