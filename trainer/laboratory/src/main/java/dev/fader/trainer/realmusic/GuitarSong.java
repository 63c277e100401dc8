package dev.fader.trainer.realmusic;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recorded song of the game Frets on Fire: its lead guitar in one file, all else in another.
 *
 * @param folder with {@code guitar.ogg} and {@code song.ogg}
 */
record GuitarSong(Path folder) {

    static final String DEBIAN_PACKAGE = "fretsonfire-songs-sectoid";

    private static final String SONGS = "usr/share/games/fretsonfire/data/songs";

    /** The two files are each near full scale, and their sum peaks at up to twice that. */
    private static final double SCALE = 0.45;

    /** Those that are there, in the order of their names. */
    static List<GuitarSong> in(Path library) throws IOException {
        Path songs = library.resolve(SONGS);
        if (!Files.isDirectory(songs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.walk(songs, 2)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("guitar.ogg"))
                            && Files.isRegularFile(folder.resolve("song.ogg")))
                    .sorted()
                    .map(GuitarSong::new)
                    .toList();
        }
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    /** Writes {@code guitar.wav} and {@code rest.wav}, cut to the shorter one. */
    void write(Path target) throws IOException {
        double[][] guitar = read(folder.resolve("guitar.ogg"));
        double[][] rest = read(folder.resolve("song.ogg"));
        int frames = Math.min(guitar[0].length, rest[0].length);
        write(target.resolve("guitar.wav"), guitar, frames);
        write(target.resolve("rest.wav"), rest, frames);
    }

    private static double[][] read(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            int channels = reader.format().channels();
            List<double[][]> blocks = new ArrayList<>();
            int frames = 0;
            while (true) {
                double[][] block = new double[channels][1 << 16];
                int count = reader.read(block, 0, block[0].length);
                if (count <= 0) {
                    break;
                }
                frames += count;
                blocks.add(cut(block, count));
            }
            double[][] whole = new double[channels][frames];
            int at = 0;
            for (double[][] block : blocks) {
                for (int c = 0; c < channels; c++) {
                    for (int i = 0; i < block[c].length; i++) {
                        whole[c][at + i] = SCALE * block[c][i];
                    }
                }
                at += block[0].length;
            }
            return whole;
        }
    }

    private static double[][] cut(double[][] block, int count) {
        double[][] cut = new double[block.length][];
        for (int c = 0; c < block.length; c++) {
            cut[c] = Arrays.copyOf(block[c], count);
        }
        return cut;
    }

    private static void write(Path file, double[][] planar, int frames) throws IOException {
        AudioOutput output = AudioOutput.of(AudioEncoding.WAV_32_FLOAT, 44_100, planar.length);
        try (AudioWriter writer = AudioWriter.create(file, output)) {
            writer.write(planar, 0, frames);
            writer.finish();
        }
    }
}
