package dev.fader.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.graph.Weights;
import java.io.IOException;
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
}
