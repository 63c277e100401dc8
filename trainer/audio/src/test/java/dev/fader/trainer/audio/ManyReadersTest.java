package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyReadersTest {

    @TempDir
    Path folder;

    @Test
    void moreFilesCanBeOpenAtOnceThanJavaCppHasCallbacks() throws IOException {
        Path file = folder.resolve("a.flac");
        double[][] music = Signals.music(8000, 2, 5000, 16);
        Signals.write(file, AudioOutput.of(AudioEncoding.FLAC_16, 8000, 2), music);
        List<AudioReader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                readers.add(AudioReader.open(file, AudioLimits.DEFAULT));
            }
            for (AudioReader reader : readers) {
                assertThat(Signals.readAll(reader)).isDeepEqualTo(music);
            }
        } finally {
            for (AudioReader reader : readers) {
                reader.close();
            }
        }
    }
}
