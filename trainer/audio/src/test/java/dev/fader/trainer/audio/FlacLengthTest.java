package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams whose header does not know their length, or knows it wrong: an encoder that wrote into a pipe. */
class FlacLengthTest {

    private static final int FRAMES = 60_001;
    private static final int TOTAL_AT = 18;
    private static final int CHECKSUM_AT = 26;

    @TempDir
    Path folder;

    private byte[] flac = new byte[0];

    @BeforeEach
    void encode() throws IOException {
        Path file = folder.resolve("good");
        Signals.write(file, AudioOutput.of(AudioEncoding.FLAC_16, 44_100, 2), Signals.music(44_100, 2, FRAMES, 16));
        flac = Files.readAllBytes(file);
        // no checksum, as pipes leave it
        Arrays.fill(flac, CHECKSUM_AT, CHECKSUM_AT + 16, (byte) 0);
    }

    private Path declaring(long frames) throws IOException {
        ByteBuffer streamInfo = ByteBuffer.wrap(flac);
        streamInfo.putLong(TOTAL_AT, streamInfo.getLong(TOTAL_AT) & ~((1L << 36) - 1) | frames);
        return Files.write(folder.resolve("a.flac"), flac);
    }

    @Test
    void aTotalOfNothingIsNoPromise() throws IOException {
        try (AudioReader reader = AudioReader.open(declaring(0), AudioLimits.DEFAULT)) {
            assertThat(reader.format().declaredFrames()).isEqualTo(-1);
            assertThat(Signals.readAll(reader)[0]).hasSize(FRAMES);
            assertThat(reader.remarks()).isEmpty();
        }
    }

    @Test
    void soundBeyondTheTotalIsKeptAndNamed() throws IOException {
        for (int missing : List.of(1, 100, 4_608, 50_000)) {
            try (AudioReader reader = AudioReader.open(declaring(FRAMES - missing), AudioLimits.DEFAULT)) {
                assertThat(Signals.readAll(reader)[0]).hasSize(FRAMES);
                assertThat(reader.remarks())
                        .containsExactly("it declares %d frames, and %d are there: all of them were kept"
                                .formatted(FRAMES - missing, FRAMES));
            }
        }
    }
}
