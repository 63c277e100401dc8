package dev.fader.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.audio.Wav24Writer;
import dev.fader.trainer.cli.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SongStatisticsCommandTest {

    private static final int RATE = 44_100;

    @TempDir
    Path root;

    private void stem(String song, String name, double offset, double treble) throws IOException {
        Path file = root.resolve("train").resolve(song).resolve(name + ".wav");
        Files.createDirectories(file.resolveSibling(""));
        int[][] samples = new int[1][2 * RATE];
        for (int i = 0; i < samples[0].length; i++) {
            double sample = offset
                    + 0.2 * Math.sin(2 * Math.PI * 200 * i / RATE)
                    + treble * Math.sin(2 * Math.PI * 11_000 * i / RATE);
            samples[0][i] = (int) (Wav24Writer.FULL_SCALE * sample);
        }
        try (Wav24Writer writer = new Wav24Writer(file, RATE, 1)) {
            writer.write(samples, 0, samples[0].length);
        }
    }

    private void silence(String song, String name) throws IOException {
        Path file = root.resolve("train").resolve(song).resolve(name + ".wav");
        Files.delete(file);
        try (Wav24Writer writer = new Wav24Writer(file, RATE, 1)) {
            writer.write(new int[1][2 * RATE], 0, 2 * RATE);
        }
    }

    private JsonNode statistics() throws IOException {
        return Printed.by("song-statistics", "--data", root.toString(), "--layout", "stems")
                .lastLine();
    }

    @Test
    void aSilentStemIsNotOk() throws IOException {
        for (int song = 0; song < 3; song++) {
            stem("Song " + song, "drums", 0, 0.1);
            stem("Song " + song, "other", 0, 0.05);
        }
        assertThat(statistics().path("ok").asBoolean()).isTrue();

        silence("Song 1", "drums");

        assertThat(statistics().path("silent_stems").asInt()).isEqualTo(1);
        assertThat(statistics().path("ok").asBoolean()).isFalse();
    }

    @Test
    void negatedSharesAreOfTheSongsThatHaveTheStem() throws IOException {
        for (int song = 0; song < 2; song++) {
            stem("Song " + song, "drums", 0, 0.1);
            String strings = song == 0 ? ", \"strings\": {\"polarity\": -1}" : "";
            Files.writeString(
                    root.resolve("train/Song " + song + "/song.json"),
                    "{\"stems\": {\"drums\": {\"polarity\": " + (song == 0 ? -1 : 1) + "}" + strings + "}}");
        }

        JsonNode shares = statistics().path("negated_share");

        assertThat(shares.path("drums").asDouble()).isEqualTo(0.5);
        assertThat(shares.path("strings").asDouble()).isEqualTo(1);
    }

    @Test
    void tellsTheWorstStemAndTheMedianShare() throws IOException {
        for (int song = 0; song < 3; song++) {
            stem("Song " + song, "drums", 0, 0.1);
            stem("Song " + song, "other", song == 1 ? 0.1 : 0, song == 2 ? 0.0 : 0.05);
        }
        Files.writeString(
                root.resolve("train/Song 0/song.json"),
                "{\"stems\": {\"drums\": {\"polarity\": -1}, \"other\": {\"polarity\": 1}}}");

        JsonNode line = statistics();

        assertThat(line.path("name").asText()).isEqualTo("song-statistics");
        assertThat(line.path("songs").asInt()).isEqualTo(3);
        assertThat(line.path("ok").asBoolean()).isFalse();
        // 0.1² beside 0.2²/2 + 0.05²/2
        assertThat(line.path("worst_share_below_20_hz").asDouble()).isCloseTo(0.32, Offset.offset(0.02));
        assertThat(line.path("worst_stem").asText()).isEqualTo("Song 1, other");
        assertThat(line.path("median_share_of_other_8_16_khz").asDouble()).isCloseTo(0.2, Offset.offset(0.01));
        assertThat(line.path("negated_share").path("drums").asDouble()).isEqualTo(1);
        assertThat(line.path("negated_share").path("other").asDouble()).isZero();
    }
}
