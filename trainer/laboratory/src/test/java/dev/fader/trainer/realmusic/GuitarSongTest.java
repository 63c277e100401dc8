package dev.fader.trainer.realmusic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuitarSongTest {

    private static final int RATE = 48_000;

    @TempDir
    Path folder;

    @Test
    void theTwoFilesOfASongBecomeStemsOfTheirRateAndOfOneLength() throws IOException {
        Path song = Files.createDirectories(folder.resolve("usr/share/games/fretsonfire/data/songs/band/A song"));
        ogg(song.resolve("guitar.ogg"), 2, 3 * RATE);
        ogg(song.resolve("song.ogg"), 2, 2 * RATE);

        GuitarSong only = GuitarSong.in(folder).getFirst();
        Path stems = Files.createDirectories(folder.resolve("stems"));
        only.write(stems);

        assertThat(only.name()).isEqualTo("A song");
        for (String stem : new String[] {"guitar.wav", "rest.wav"}) {
            try (WavFile wav = WavFile.open(stems.resolve(stem))) {
                assertThat(wav.sampleRateHz()).isEqualTo(RATE);
                assertThat(wav.channels()).isEqualTo(2);
                assertThat(wav.frames()).isBetween(2L * RATE - 1000, 2L * RATE + 1000);
                float[][] samples = new float[2][RATE];
                wav.read(RATE / 2, samples, 0, RATE);
                float loudest = 0;
                for (float sample : samples[0]) {
                    loudest = Math.max(loudest, Math.abs(sample));
                }
                assertThat(loudest).isBetween(0.3f * 0.45f * 0.8f, 0.3f * 0.45f * 1.25f);
            }
        }
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefused() throws IOException {
        ogg(folder.resolve("guitar.ogg"), 1, RATE);
        ogg(folder.resolve("song.ogg"), 2, RATE);

        assertThatThrownBy(() -> new GuitarSong(folder).write(folder))
                .hasMessageContaining("guitar.ogg has 1 channels");
    }

    @Test
    void withoutThePackageThereIsNone() throws IOException {
        assertThat(GuitarSong.in(folder)).isEmpty();
    }

    private static void ogg(Path file, int channels, int frames) throws IOException {
        double[][] tone = new double[channels][frames];
        for (double[] channel : tone) {
            for (int i = 0; i < frames; i++) {
                channel[i] = 0.3 * Math.sin(2 * Math.PI * 440 * i / RATE);
            }
        }
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.OPUS, RATE, channels))) {
            writer.write(tone, 0, frames);
            writer.finish();
        }
    }
}
