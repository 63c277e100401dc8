package dev.fader.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.graph.Weights;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    private static final float[] DATA = {1, -2, 3.5f, Float.MIN_VALUE, 5, 6};

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeOne() throws IOException {
        file = folder.resolve("weights.safetensors");
        Weights tensors = new Weights.Builder()
                .add("encoder.weight", new long[] {2, 3}, DATA)
                .add("empty", new long[] {0}, new float[0])
                .build();
        new Safetensors(Map.of("config", "{\"säule\": 1}"), tensors).write(file);
    }

    @Test
    void tensorsAndTextReturnAsTheyWereWritten() throws IOException {
        Safetensors read = Safetensors.read(file);

        assertThat(read.metadata()).isEqualTo(Map.of("config", "{\"säule\": 1}"));
        assertThat(read.tensors().get("encoder.weight").data()).containsExactly(DATA);
        assertThat(read.tensors().get("encoder.weight").dims()).containsExactly(2, 3);
        assertThat(read.tensors().names()).containsExactly("encoder.weight", "empty");
    }

    @Test
    void nothingButTheFileIsLeftInItsFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void anyByteThatChangesIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> Safetensors.read(file))
                    .as("byte %d", i)
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageContaining("weights.safetensors");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 60, -1})
    void aFileThatIsCutIsNoticed(int length) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, length < 0 ? whole.length + length : length));

        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(DamagedFileException.class);
    }

    /** As others write them: no hash, another order of bytes than of names, and more of them than an array holds. */
    @Test
    void aFileMayBeLargerThanAnArray() throws IOException {
        long far = 3L << 30;
        byte[] header = ("{\"late\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]},"
                        + "\"early\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}")
                .formatted(far, far + 4)
                .getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(0);
            sparse.writeLong(Long.reverseBytes(header.length));
            sparse.write(header);
            sparse.writeInt(Integer.reverseBytes(Float.floatToIntBits(1)));
            sparse.seek(8 + header.length + far);
            sparse.writeInt(Integer.reverseBytes(Float.floatToIntBits(2)));
        }

        Weights tensors = Safetensors.read(file).tensors();

        assertThat(tensors.names()).containsExactly("late", "early");
        assertThat(tensors.get("early").data()).containsExactly(1);
        assertThat(tensors.get("late").data()).containsExactly(2);
    }

    @Test
    void tensorsThatShareBytesAreRefused() throws IOException {
        byte[] header = ("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(
                file,
                ByteBuffer.allocate(8 + header.length + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .array());

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("overlap");
    }
}
