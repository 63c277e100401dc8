package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.remix.FileType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WAV files whose samples have fewer bits than are stored of them. */
class ValidBitsTest {

    private static final int FRAMES = 5_001;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "24, 32, 24, WAV_24_IN_32",
        "20, 32, 32, WAV_32",
        "16, 32, 32, WAV_32",
        "20, 24, 24, WAV_24",
        "12, 16, 16, WAV_16",
        "32, 32, 32, WAV_32",
        "24, 24, 24, WAV_24",
        "0, 32, 32, WAV_32"
    })
    void theSamplesAreWhatIsStored(int valid, int stored, int bits, AudioEncoding same) throws IOException {
        Path file = Files.write(folder.resolve("a.wav"), wav(valid, stored));
        Path copy = folder.resolve("b.wav");
        double[][] samples;
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            samples = Signals.readAll(reader);
            assertThat(reader.format().bits()).isEqualTo(bits);
            assertThat(reader.format().declaredFrames()).isEqualTo(FRAMES);
            AudioEncoding encoding = EncodingChoice.of(FileType.SAME, reader.format());
            assertThat(encoding).isEqualTo(same);
            Signals.write(copy, AudioOutput.like(reader.format(), encoding, Quantization.exact()), samples);
        }

        assertThat(samples).isDeepEqualTo(expected(valid == 0 ? stored : valid));
        assertThat(Signals.read(copy)).isDeepEqualTo(samples);
    }

    private static int sample(Random random, int valid) {
        return random.nextInt() >> Integer.SIZE - valid;
    }

    private static double[][] expected(int valid) {
        Random random = new Random(8);
        double[][] samples = new double[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            for (double[] channel : samples) {
                channel[i] = sample(random, valid) * Math.pow(2, 1 - valid);
            }
        }
        return samples;
    }

    /** Of two channels; what is stored beyond the valid bits is zero. */
    private static byte[] wav(int valid, int stored) {
        int bytes = stored / 8;
        ByteBuffer wav = ByteBuffer.allocate(68 + FRAMES * 2 * bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] plain = RawFiles.wav(1, 2, 48_000, stored, (long) FRAMES * 2 * bytes, new byte[0]);
        wav.put(plain, 0, 16).putInt(40).putShort((short) WavHeader.EXTENSIBLE);
        wav.put(plain, 22, 14).putShort((short) 22).putShort((short) valid).putInt(3);
        wav.put(new byte[] {1, 0, 0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71});
        wav.put(plain, 36, 8);
        Random random = new Random(8);
        int counts = valid == 0 ? stored : valid;
        for (int i = 0; i < FRAMES * 2; i++) {
            int word = sample(random, counts) << stored - counts;
            for (int b = 0; b < bytes; b++) {
                wav.put((byte) (word >> 8 * b));
            }
        }
        return wav.putInt(4, wav.capacity() - 8).array();
    }
}
