package dev.fader.trainer.mixing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.WholeFile;
import dev.fader.trainer.mixer.MixerInputs;
import dev.fader.trainer.mixer.mixdown.MixedSong;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a mixer found for one song, as it lies beside the song's mixed sources.
 *
 * @param inputs rows of W by name
 * @param outputs columns of W by name
 * @param segments in the order of time
 */
public record SongWeights(String song, List<String> inputs, List<String> outputs, List<Segment> segments) {

    /** Its file's name. */
    public static final String FILE = "weights.json";

    /** @param weights W, (I, O) */
    @SuppressWarnings("ArrayRecordComponent") // a matrix to look at, never compared
    public record Segment(@JsonProperty("start_seconds") double startSeconds, float[][] weights) {}

    static SongWeights of(String song, MixerInputs channels, MixedSong mixed) {
        return new SongWeights(
                song,
                channels.inputNames(),
                channels.outputNames(),
                mixed.weights().stream()
                        .map(segment ->
                                new Segment((double) segment.start() / channels.sampleRateHz(), segment.values()))
                        .toList());
    }

    void write(Path file) throws IOException {
        WholeFile.write(file, part -> Json.MAPPER.writeValue(part.toFile(), this));
    }

    /** @throws IOException naming the file, if it holds no weights */
    public static SongWeights read(Path file) throws IOException {
        try {
            SongWeights read = Json.MAPPER.readValue(file.toFile(), SongWeights.class);
            if (read.segments() == null || read.segments().isEmpty()) {
                throw new IOException(file + " holds no weights of a mixer");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds no weights of a mixer: " + e.getOriginalMessage(), e);
        }
    }

    /** Over the segments. @return (I, O) */
    public double[][] mean() {
        double[][] mean = new double[inputs.size()][outputs.size()];
        for (Segment segment : segments) {
            for (int i = 0; i < mean.length; i++) {
                for (int o = 0; o < mean[i].length; o++) {
                    mean[i][o] += segment.weights()[i][o] / segments.size();
                }
            }
        }
        return mean;
    }

    /** Standard deviation over the segments. @return (I, O) */
    public double[][] deviation() {
        double[][] mean = mean();
        double[][] squares = new double[mean.length][outputs.size()];
        for (Segment segment : segments) {
            for (int i = 0; i < mean.length; i++) {
                for (int o = 0; o < mean[i].length; o++) {
                    double distance = segment.weights()[i][o] - mean[i][o];
                    squares[i][o] += distance * distance / segments.size();
                }
            }
        }
        for (double[] row : squares) {
            for (int o = 0; o < row.length; o++) {
                row[o] = Math.sqrt(row[o]);
            }
        }
        return squares;
    }
}
