package dev.fader.trainer.engines;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.foreign.OnnxModel;
import dev.fader.trainer.metrics.VoiceActivity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A library that is no Java, and the least that shows that it works here. */
enum NativeLibrary {
    LIBTORCH("libtorch", "networks") {
        @Override
        String use() {
            return Torch.engine().getVersion();
        }
    },
    FFMPEG("FFmpeg", "reading and writing audio") {
        @Override
        String use() throws IOException {
            Path file = Files.createTempFile("fader-engines", ".flac");
            try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.FLAC_16, RATE_HZ, 1))) {
                writer.write(new double[1][FRAMES], 0, FRAMES);
                writer.finish();
                try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
                    int read = reader.read(new double[1][FRAMES], 0, FRAMES);
                    if (read != FRAMES) {
                        throw new IOException("it wrote %d samples and read %d".formatted(FRAMES, read));
                    }
                }
            } finally {
                Files.deleteIfExists(file);
            }
            return AudioReader.libraryVersion();
        }
    },
    ONNX_RUNTIME("ONNX Runtime", "separators made elsewhere") {
        @Override
        String use() {
            return OnnxModel.runtimeVersion();
        }
    },
    LIBFVAD("libfvad", "reports on silence") {
        @Override
        String use() throws IOException {
            VoiceActivity.of(new double[FRAMES], RATE_HZ);
            return "";
        }
    };

    private static final int RATE_HZ = 44_100;
    private static final int FRAMES = 4096;

    private final String title;
    private final String purpose;

    NativeLibrary(String title, String purpose) {
        this.title = title;
        this.purpose = purpose;
    }

    String title() {
        return title;
    }

    String purpose() {
        return purpose;
    }

    /** @return its version; empty where it has none */
    abstract String use() throws IOException;
}
