package dev.fader.trainer.data;

import dev.fader.trainer.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One song of a data set: a folder with {@code <source>.wav} per source, all of the same length and rate.
 *
 * @param files in the order of the network's sources
 */
public record StemSong(String name, List<Path> files, long frames, int sampleRateHz) {

    /** @throws IOException naming the stem that is missing, empty, or unlike the first */
    static StemSong open(Path directory, List<String> sources) throws IOException {
        List<Path> files = new ArrayList<>();
        long frames = -1;
        int rate = -1;
        for (String source : sources) {
            Path file = directory.resolve(source + ".wav");
            if (!Files.isRegularFile(file)) {
                throw new IOException(directory + " lacks the stem " + file.getFileName());
            }
            try (WavFile wav = WavFile.open(file)) {
                if (frames >= 0 && (wav.frames() != frames || wav.sampleRateHz() != rate)) {
                    throw new IOException("%s has %d frames at %d Hz, its song's other stems have %d at %d Hz"
                            .formatted(file, wav.frames(), wav.sampleRateHz(), frames, rate));
                }
                frames = wav.frames();
                rate = wav.sampleRateHz();
            }
            files.add(file);
        }
        return new StemSong(directory.getFileName().toString(), List.copyOf(files), frames, rate);
    }

    /** A stretch of one source, all channels. @return planar[channel][count], zero beyond the end of the song */
    public float[][] read(int source, long start, int count) throws IOException {
        try (WavFile wav = WavFile.open(files.get(source))) {
            float[][] planar = new float[wav.channels()][count];
            wav.read(start, planar, 0, count);
            return planar;
        }
    }
}
