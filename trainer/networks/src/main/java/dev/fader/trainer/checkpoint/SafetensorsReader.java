package dev.fader.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.graph.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a safetensors file of any size from its first byte to its last, block by block, and hashes it on the way. */
final class SafetensorsReader {

    private static final int MAX_HEADER_BYTES = 100 << 20;

    /** Where a tensor lies behind the header, in bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Place(String name, long[] dims, long from, long to) {

        int size() {
            return (int) ((to - from) / Float.BYTES);
        }
    }

    private final Path file;
    private final InputStream in;
    private final long fileBytes;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] block = new byte[Safetensors.BLOCK_BYTES];

    /** @param file its name, for errors */
    SafetensorsReader(Path file, InputStream in, long fileBytes) {
        this.file = file;
        this.in = in;
        this.fileBytes = fileBytes;
    }

    Safetensors read() throws IOException {
        byte[] length = in.readNBytes(8);
        long headerBytes = length.length < 8
                ? 0
                : ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (headerBytes < 2 || headerBytes > Math.min(fileBytes - 8, MAX_HEADER_BYTES)) {
            throw new DamagedFileException(file, "is not a safetensors file, or is cut off inside its header");
        }
        byte[] text = in.readNBytes((int) headerBytes);
        JsonNode header = header(new String(text, StandardCharsets.UTF_8));
        Map<String, String> metadata = metadata(header);
        String hash = metadata.remove(Safetensors.HASH_KEY);
        digest.update(length);
        digest.update(hash == null ? text : Safetensors.replaced(text, hash, Safetensors.NO_HASH));

        Weights tensors = tensors(places(header, fileBytes - 8 - headerBytes));
        skip(Long.MAX_VALUE);
        if (hash == null && metadata.containsKey(Safetensors.WRITER_KEY)) {
            throw new DamagedFileException(file, "is damaged: its SHA-256 is missing");
        }
        if (hash != null && !Sha256.end(digest).equals(hash)) {
            throw new DamagedFileException(file, "is damaged: its bytes do not have the SHA-256 written in it");
        }
        metadata.remove(Safetensors.WRITER_KEY);
        return new Safetensors(metadata, tensors);
    }

    private JsonNode header(String text) throws IOException {
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

    private static Map<String, String> metadata(JsonNode header) {
        Map<String, String> metadata = new LinkedHashMap<>();
        header.path("__metadata__")
                .properties()
                .forEach(text -> metadata.put(text.getKey(), text.getValue().asText()));
        return metadata;
    }

    private List<Place> places(JsonNode header, long dataBytes) throws IOException {
        List<Place> places = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                places.add(place(entry.getKey(), entry.getValue(), dataBytes));
            }
        }
        return places;
    }

    private Place place(String name, JsonNode entry, long dataBytes) throws IOException {
        if (!entry.path("dtype").asText().equals("F32")) {
            throw new DamagedFileException(
                    file, "holds tensor %s as %s; only F32 is read".formatted(name, entry.path("dtype")));
        }
        long[] dims = new long[entry.path("shape").size()];
        Arrays.setAll(dims, i -> entry.path("shape").path(i).asLong());
        long size = Arrays.stream(dims).reduce(1, Math::multiplyExact);
        long from = entry.path("data_offsets").path(0).asLong(-1);
        long to = entry.path("data_offsets").path(1).asLong(-1);
        if (from < 0 || to - from != size * Float.BYTES || to > dataBytes) {
            throw new DamagedFileException(file, "is cut off or inconsistent at tensor " + name);
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new DamagedFileException(
                    file, "holds tensor %s of %,d values; 2^31 is too many".formatted(name, size));
        }
        return new Place(name, dims, from, to);
    }

    /** In the order of the header, which need not be that of the bytes. */
    private Weights tensors(List<Place> places) throws IOException {
        List<Place> inFile =
                places.stream().sorted(Comparator.comparingLong(Place::from)).toList();
        long at = 0;
        for (Place place : inFile) {
            if (place.from() < at) {
                throw new DamagedFileException(file, "has tensors that overlap, at " + place.name());
            }
            at = place.to();
        }
        Weights.Builder tensors = new Weights.Builder();
        places.forEach(place -> tensors.add(place.name(), place.dims(), new float[place.size()]));
        Weights weights = tensors.build();
        at = 0;
        for (Place place : inFile) {
            skip(place.from() - at);
            fill(weights.get(place.name()).data(), place.name());
            at = place.to();
        }
        return weights;
    }

    private void fill(float[] values, String name) throws IOException {
        for (int done = 0; done < values.length; ) {
            int n = Math.min(values.length - done, block.length / Float.BYTES);
            if (in.readNBytes(block, 0, n * Float.BYTES) < n * Float.BYTES) {
                throw new DamagedFileException(file, "is cut off at tensor " + name);
            }
            digest.update(block, 0, n * Float.BYTES);
            ByteBuffer.wrap(block)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, done, n);
            done += n;
        }
    }

    private void skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            int n = in.read(block, 0, (int) Math.min(left, block.length));
            if (n < 0) {
                return;
            }
            digest.update(block, 0, n);
            left -= n;
        }
    }
}
