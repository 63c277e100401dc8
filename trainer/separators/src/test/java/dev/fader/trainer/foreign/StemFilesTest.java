package dev.fader.trainer.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioSource;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.separation.KeptStems;
import dev.fader.trainer.separation.Separator.Part;
import dev.fader.trainer.separation.Separator.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stems of noise in files, of whose sum the mixture is made. */
class StemFilesTest {

    private static final int RATE = 8000;
    /** More than a block, and not a number of them. */
    private static final int FRAMES = 150_001;

    @TempDir
    Path folder;

    private static double[][] noise(long seed, int channels, int frames) {
        Random random = new Random(seed);
        double[][] noise = new double[channels][frames];
        for (int i = 0; i < frames; i++) {
            for (double[] channel : noise) {
                // as 24 bits hold it
                channel[i] = Math.rint(0.05 * random.nextGaussian() * (1 << 23)) / (1 << 23);
            }
        }
        return noise;
    }

    private static double[][] sum(double[][] one, double[][] other) {
        double[][] sum = new double[one.length][one[0].length];
        for (int c = 0; c < sum.length; c++) {
            for (int i = 0; i < sum[c].length; i++) {
                sum[c][i] = one[c][i] + other[c][i];
            }
        }
        return sum;
    }

    private Path file(String name, int rate, double[][] planar) throws IOException {
        Path file = folder.resolve(name);
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.WAV_24, rate, planar.length))) {
            writer.write(planar, 0, planar[0].length);
            writer.finish();
        }
        return file;
    }

    private Path kept(Path mixture, Map<String, Path> stems, boolean rest) throws IOException {
        Path target = folder.resolve("kept");
        Files.deleteIfExists(target);
        SortedMap<String, AudioSource> sources = new TreeMap<>();
        List<AudioSource> opened = new ArrayList<>();
        try (AudioSource file = AudioReader.open(mixture, AudioLimits.DEFAULT)) {
            for (Map.Entry<String, Path> stem : stems.entrySet()) {
                AudioSource source = AudioReader.open(stem.getValue(), AudioLimits.DEFAULT);
                opened.add(source);
                sources.put(stem.getKey(), source);
            }
            StemFiles.keep(file, "the song", sources, rest, target, () -> {});
            return target;
        } finally {
            for (AudioSource source : opened) {
                source.close();
            }
        }
    }

    @Test
    void stemsAndWhatTheyLeaveAreMixedFromOneFileSampleForSample() throws IOException {
        double[][] vocals = noise(1, 2, FRAMES);
        double[][] others = noise(2, 2, FRAMES);
        Path mixture = file("mixture.wav", RATE, sum(vocals, others));

        Path kept = kept(mixture, Map.of("vocals", file("vocals.wav", RATE, vocals)), true);

        Row each = new Row(new float[] {1, 0}, new float[] {1, 1});
        Row rest = new Row(new float[] {0, 1}, new float[] {1, 1});
        try (KeptStems stems = KeptStems.open(kept, List.of("vocals", "rest"), RATE, "cpu")) {
            float[] made = stems.combine(new Part(0, new float[2][FRAMES]), List.of(each, rest));
            double worst = 0;
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < FRAMES; i++) {
                    worst = Math.max(worst, Math.abs(made[2 * c * FRAMES + i] - vocals[c][i]));
                    worst = Math.max(worst, Math.abs(made[(2 * c + 1) * FRAMES + i] - others[c][i]));
                }
            }
            assertThat(worst).isLessThan(1e-7);
        }
    }

    @Test
    void stemsThatAreNotOfTheFileAreNamedWithBothSides() throws IOException {
        double[][] vocals = noise(1, 2, FRAMES);
        Path mixture = file("mixture.wav", RATE, sum(vocals, noise(2, 2, FRAMES)));

        refused(
                mixture,
                file("a.wav", 16_000, vocals),
                "the stem of vocals has 2 channels at 16000 Hz",
                "the song 2 at 8000 Hz");
        refused(mixture, file("b.wav", RATE, noise(1, 1, FRAMES)), "has 1 channels at 8000 Hz", "the song 2 at");
        refused(mixture, file("c.wav", RATE, noise(1, 2, 1000)), "has 1000 frames", "the song 150001");
        refused(mixture, file("d.wav", RATE, noise(1, 2, FRAMES + 7)), "has 150008 frames", "the song 150001");
    }

    @Test
    void stemsThatBeginLaterOrEarlierThanTheFileAreRefusedWithTheNumberOfSamples() throws IOException {
        double[][] vocals = noise(1, 2, FRAMES);
        Path mixture = file("mixture.wav", RATE, sum(vocals, noise(2, 2, FRAMES)));

        refused(mixture, file("late.wav", RATE, shifted(vocals, 441)), "[vocals] is 441 samples later than the song");
        refused(mixture, file("early.wav", RATE, shifted(vocals, -90)), "[vocals] is 90 samples earlier than the song");
    }

    private static double[][] shifted(double[][] signal, int by) {
        double[][] shifted = new double[signal.length][signal[0].length];
        for (int c = 0; c < signal.length; c++) {
            for (int i = Math.max(0, by); i < Math.min(signal[c].length, signal[c].length + by); i++) {
                shifted[c][i] = signal[c][i - by];
            }
        }
        return shifted;
    }

    private void refused(Path mixture, Path stem, String... words) {
        assertThatThrownBy(() -> kept(mixture, Map.of("vocals", stem), true))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(words);
    }
}
