package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too short or too long for an encoding is known before the run, and what a container can hold it holds. */
class OutputLengthTest {

    private static final long GIB = 1L << 30;

    @TempDir
    Path folder;

    @Test
    void aSoundThatIsTooShortForMp3IsRefusedBeforeTheRunInTheWordsOfTheRun() {
        AudioOutput output = AudioOutput.of(AudioEncoding.MP3, 44_100, 2);

        assertThatThrownBy(() -> output.check(47))
                .hasMessage("MP3 cannot hold a sound of only 47 frames: choose WAV or FLAC");
        assertThatThrownBy(() -> Signals.write(folder.resolve("47.mp3"), output, Signals.music(44_100, 2, 47, 16)))
                .hasMessage("MP3 cannot hold a sound of only 47 frames: choose WAV or FLAC");
    }

    @Test
    void theOthersHoldEvenOneFrame() throws IOException {
        for (AudioEncoding encoding : AudioEncoding.values()) {
            int fewest = encoding == AudioEncoding.MP3 ? 48 : 1;
            AudioOutput output = AudioOutput.of(encoding, 48_000, 2);
            output.check(fewest);
            Path file = folder.resolve("few." + encoding.extension());
            Signals.write(file, output, Signals.music(48_000, 2, fewest, 16));
            try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
                assertThat(Signals.readAll(reader)[0]).as(encoding.name()).hasSize(fewest);
            }
        }
    }

    @Test
    void aSoundThatIsTooLongForAiffIsRefusedBeforeTheRun() throws IOException {
        AudioOutput.of(AudioEncoding.AIFF_16, 44_100, 2).check(GIB - 1);

        assertThatThrownBy(
                        () -> AudioOutput.of(AudioEncoding.AIFF_16, 44_100, 2).check(GIB))
                .hasMessage("an AIFF file holds 4 GiB, not 4294967296 bytes: choose WAV");
        AudioOutput.of(AudioEncoding.WAV_16, 44_100, 2).check(GIB);
    }

    @Test
    void aWavFileThatItsTagsMakeLongerThan4GibBecomesRf64() throws IOException {
        Path file = folder.resolve("long.wav");
        Signals.write(file, AudioOutput.of(AudioEncoding.WAV_64_FLOAT, 384_000, 8), Signals.music(384_000, 8, 10, 16));
        long frames;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ContainerEnd.read(channel, 0, (int) channel.size());
            int data = StandardCharsets.ISO_8859_1
                    .decode(bytes.duplicate())
                    .toString()
                    .indexOf("data");
            frames = (4 * GIB - 100 - data) / 64;
            long size = data + 8 + frames * 64;
            put(channel, 4, (int) (size - 8));
            put(channel, data + 4, (int) (frames * 64));
            // a hole, which takes no room on disk
            ChunkTail.put(channel, size - 1, ByteBuffer.allocate(1));

            ChunkTail.append(channel, ByteOrder.LITTLE_ENDIAN, "id3 ", new byte[200]);

            assertThat(ContainerEnd.text(ContainerEnd.read(channel, 0, 4), 0)).isEqualTo("RF64");
        }
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            assertThat(reader.format().declaredFrames()).isEqualTo(frames);
        }
    }

    private static void put(FileChannel channel, long at, int value) throws IOException {
        ChunkTail.put(
                channel,
                at,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(value)
                        .flip());
    }
}
