package dev.fader.trainer.data;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.audio.StemMp4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Songs of two seconds at 8 kHz, written in the layouts of the data sets. */
final class SmallSongs {

    static final int RATE = 8_000;
    static final int FRAMES = 2 * RATE;
    static final List<String> MUSDB = List.of("vocals", "drums", "bass", "other");

    private SmallSongs() {}

    /** Stereo stems on a grid of 16 bits; the number makes songs differ. */
    static Map<String, double[][]> stems(int number) {
        Map<String, double[][]> stems = new LinkedHashMap<>();
        stems.put("vocals", tone(310 + 7 * number, 0.15));
        stems.put("drums", noise(number));
        stems.put("bass", tone(70 + number, 0.2));
        stems.put("other", tone(640 + 11 * number, 0.1));
        return stems;
    }

    static double[][] tone(double hertz, double level) {
        double[][] stereo = new double[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            double vibrato = 1 + 0.002 * Math.sin(2 * Math.PI * 5 * i / RATE);
            stereo[0][i] = onGrid(level * Math.sin(2 * Math.PI * hertz * vibrato * i / RATE));
            stereo[1][i] = onGrid(0.7 * level * Math.sin(2 * Math.PI * hertz * vibrato * i / RATE + 1));
        }
        return stereo;
    }

    private static double[][] noise(int seed) {
        Random random = new Random(seed);
        double[][] stereo = new double[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            double decay = Math.exp(-(i % 2000) / 400.0);
            stereo[0][i] = onGrid(0.05 * decay * random.nextGaussian());
            stereo[1][i] = onGrid(0.05 * decay * random.nextGaussian());
        }
        return stereo;
    }

    private static double onGrid(double sample) {
        return Math.rint(sample * 32_768) / 32_768;
    }

    static double[][] silence() {
        return new double[2][FRAMES];
    }

    static double[][] sum(Iterable<double[][]> stems) {
        double[][] sum = silence();
        for (double[][] stem : stems) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < FRAMES; i++) {
                    sum[c][i] += stem[c][i];
                }
            }
        }
        return sum;
    }

    /** The first frames of each channel. */
    static double[][] cut(double[][] stem, int frames) {
        return new double[][] {Arrays.copyOf(stem[0], frames), Arrays.copyOf(stem[1], frames)};
    }

    static void wav(Path file, double[][] samples, int rate) throws IOException {
        write(file, AudioOutput.of(AudioEncoding.WAV_16, rate, samples.length), samples);
    }

    static void wav(Path file, double[][] samples, AudioEncoding encoding) throws IOException {
        write(file, AudioOutput.of(encoding, RATE, samples.length), samples);
    }

    static void flac(Path file, double[][] samples) throws IOException {
        write(file, AudioOutput.of(AudioEncoding.FLAC_16, RATE, samples.length), samples);
    }

    private static void write(Path file, AudioOutput output, double[][] samples) throws IOException {
        Files.createDirectories(file.getParent());
        try (AudioWriter writer = AudioWriter.create(file, output)) {
            writer.write(samples, 0, samples[0].length);
            writer.finish();
        }
    }

    /** {@code folder/{mixture,vocals,…}.wav}. */
    static void hq(Path folder, Map<String, double[][]> stems) throws IOException {
        wav(folder.resolve("mixture.wav"), sum(stems.values()), RATE);
        for (Map.Entry<String, double[][]> stem : stems.entrySet()) {
            wav(folder.resolve(stem.getKey() + ".wav"), stem.getValue(), RATE);
        }
    }

    /** Five AAC streams in MUSDB18's order. */
    static void musdb18(Path file, Map<String, double[][]> stems) throws IOException {
        Files.createDirectories(file.getParent());
        List<double[][]> streams = new ArrayList<>();
        streams.add(sum(stems.values()));
        for (String source : List.of("drums", "bass", "other", "vocals")) {
            streams.add(stems.get(source));
        }
        StemMp4.write(file, RATE, streams);
    }

    /** One stem of a Slakh track. */
    record Rendered(String id, String instClass, double[][] samples) {}

    static void slakh(Path track, List<Rendered> stems) throws IOException {
        StringBuilder yaml = new StringBuilder("UUID: "
                + Integer.toHexString(track.toString().hashCode()) + "\naudio_dir: stems\nnormalized: true\nstems:\n");
        for (Rendered stem : stems) {
            flac(track.resolve("stems").resolve(stem.id() + ".flac"), stem.samples());
            yaml.append(
                    """
                      %s:
                        audio_rendered: true
                        inst_class: %s
                        integrated_loudness: -14.2
                        is_drum: %s
                        midi_program_name: 'Some: patch'
                        program_num: 4
                    """.formatted(stem.id(), stem.instClass(), stem.instClass().equals("Drums")));
        }
        yaml.append(
                "  S98:\n    audio_rendered: false\n    inst_class: Guitar\n    is_drum: false\ntarget_peak: -1.0\n");
        flac(
                track.resolve("mix.flac"),
                sum(stems.stream().map(Rendered::samples).toList()));
        Files.writeString(track.resolve("metadata.yaml"), yaml);
    }

    /** Piano, drums, bass, guitar and strings, a second piano and an organ between them. */
    static List<Rendered> band(int number) {
        Map<String, double[][]> stems = stems(number);
        return List.of(
                new Rendered("S00", "Organ", tone(455, 0.05)),
                new Rendered("S01", "Guitar", stems.get("other")),
                new Rendered("S02", "Piano", stems.get("vocals")),
                new Rendered("S03", "Piano", tone(523 + number, 0.05)),
                new Rendered("S04", "Drums", stems.get("drums")),
                new Rendered("S05", "Bass", stems.get("bass")),
                new Rendered("S06", "Strings", tone(880 + number, 0.06)));
    }
}
