package dev.fader.trainer.realmusic;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final int BLOCK_FRAMES = 1 << 16;

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

    /** Writes {@code guitar.wav} and {@code rest.wav}, cut to the shorter one. @throws IOException if the two do not belong together */
    void write(Path target) throws IOException {
        try (AudioReader guitar = AudioReader.open(folder.resolve("guitar.ogg"), AudioLimits.DEFAULT);
                AudioReader rest = AudioReader.open(folder.resolve("song.ogg"), AudioLimits.DEFAULT)) {
            AudioFormat format = guitar.format();
            if (format.sampleRateHz() != rest.format().sampleRateHz()
                    || format.channels() != rest.format().channels()) {
                throw new IOException("%s: guitar.ogg has %d channels at %d Hz, song.ogg %d at %d Hz"
                        .formatted(
                                folder,
                                format.channels(),
                                format.sampleRateHz(),
                                rest.format().channels(),
                                rest.format().sampleRateHz()));
            }
            AudioOutput output = AudioOutput.of(AudioEncoding.WAV_32_FLOAT, format.sampleRateHz(), format.channels());
            try (AudioWriter first = AudioWriter.create(target.resolve("guitar.wav"), output);
                    AudioWriter second = AudioWriter.create(target.resolve("rest.wav"), output)) {
                double[][] block = new double[format.channels()][BLOCK_FRAMES];
                double[][] other = new double[format.channels()][BLOCK_FRAMES];
                int count;
                do {
                    count = Math.min(filled(guitar, block), filled(rest, other));
                    first.write(block, 0, count);
                    second.write(other, 0, count);
                } while (count == BLOCK_FRAMES);
                first.finish();
                second.finish();
            }
        }
    }

    /** Reads as much as a block holds, scaled. @return frames; fewer only at the end */
    private static int filled(AudioReader reader, double[][] block) throws IOException {
        int frames = 0;
        while (frames < BLOCK_FRAMES) {
            int count = reader.read(block, frames, BLOCK_FRAMES - frames);
            if (count <= 0) {
                break;
            }
            frames += count;
        }
        for (double[] channel : block) {
            for (int i = 0; i < frames; i++) {
                channel[i] *= SCALE;
            }
        }
        return frames;
    }
}
