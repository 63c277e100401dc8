package dev.fader.cli.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Something to remix: a chord, with a beat of noise. */
final class TestSong {

    private TestSong() {}

    /** Writes a WAV file of 16 bits, the same at every call. */
    static Path write(Path file, int channels, int sampleRateHz, int seconds) throws IOException {
        int frames = seconds * sampleRateHz;
        ByteBuffer samples = ByteBuffer.allocate(frames * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        Random noise = new Random(1);
        for (int i = 0; i < frames; i++) {
            double time = (double) i / sampleRateHz;
            double chord = Math.sin(2 * Math.PI * 220 * time) + Math.sin(2 * Math.PI * 277.2 * time);
            double beat = Math.exp(-12 * (2 * time % 1)) * noise.nextGaussian();
            for (int c = 0; c < channels; c++) {
                samples.putShort((short) Math.round(6000 * chord + (3000 + 500 * c) * Math.clamp(beat, -3, 3)));
            }
        }
        AudioFormat format = new AudioFormat(sampleRateHz, 16, channels, true, false);
        try (AudioInputStream stream =
                new AudioInputStream(new ByteArrayInputStream(samples.array()), format, frames)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        }
        return file;
    }
}
