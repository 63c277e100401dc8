package dev.fader.trainer.data;

import static dev.fader.trainer.data.SmallSongs.FRAMES;
import static dev.fader.trainer.data.SmallSongs.MUSDB;
import static dev.fader.trainer.data.SmallSongs.RATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.trainer.cli.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MedleyDbTest {

    @TempDir
    Path root;

    /** @param component of the piece: {@code melody}, {@code bass}, or nothing */
    private record Played(String instrument, String component, double[][] samples) {}

    private static final List<Played> BAND = List.of(
            new Played("electric bass", "bass", SmallSongs.tone(70, 0.1)),
            new Played("drum set", "", SmallSongs.stems(1).get("drums")),
            new Played("female singer", "melody", SmallSongs.tone(300, 0.05)),
            new Played("vocalists", "", SmallSongs.tone(410, 0.05)),
            new Played("synthesizer", "bass", SmallSongs.tone(90, 0.05)),
            new Played("synthesizer", "", SmallSongs.tone(1_000, 0.05)),
            new Played("tambourine", "", SmallSongs.tone(1_500, 0.05)));

    private Path song(String name, List<Played> band) throws IOException {
        Path folder = root.resolve("Audio").resolve(name);
        StringBuilder yaml = new StringBuilder("artist: Somebody\nhas_bleed: 'no'\nmix_filename: " + name
                + "_MIX.wav\nstem_dir: " + name + "_STEMS\nstems:\n");
        List<double[][]> all = new ArrayList<>();
        for (int i = 0; i < band.size(); i++) {
            Played stem = band.get(i);
            String file = "%s_STEM_%02d.wav".formatted(name, i + 1);
            yaml.append("  S%02d:\n    component: '%s'\n    filename: %s\n    instrument: %s\n    raw: {}\n"
                    .formatted(i + 1, stem.component(), file, stem.instrument()));
            SmallSongs.wav(folder.resolve(name + "_STEMS").resolve(file), stem.samples(), RATE);
            all.add(stem.samples());
        }
        SmallSongs.wav(folder.resolve(name + "_MIX.wav"), SmallSongs.sum(all), RATE);
        SmallSongs.wav(folder.resolve(name + "_RAW").resolve(name + "_RAW_01_01.wav"), SmallSongs.tone(80, 0.3), RATE);
        Files.writeString(folder.resolve(name + "_METADATA.yaml"), yaml);
        return folder;
    }

    @Test
    void instrumentsAreSummedAsTheSourcesThatTheyBelongTo() throws IOException {
        song("Somebody_Song", BAND);

        StemSong song = StemDataset.open(root, "train", MUSDB, RATE).songs().getFirst();

        assertThat(DatasetLayout.recognise(root)).isEqualTo(DatasetLayout.MEDLEYDB);
        assertThat(DatasetLayout.recognise(root.resolve("Audio"))).isEqualTo(DatasetLayout.MEDLEYDB);
        assertThat(song.name()).isEqualTo("Somebody_Song");
        assertSum(song, "vocals", 2, 3);
        assertSum(song, "drums", 1);
        assertSum(song, "bass", 0, 4);
        assertSum(song, "other", 5, 6);
    }

    private static void assertSum(StemSong song, String source, int... played) throws IOException {
        float[][] read = song.read(MUSDB.indexOf(source), 0, FRAMES);
        for (int i = 0; i < FRAMES; i += 777) {
            double sum = 0;
            for (int stem : played) {
                sum += BAND.get(stem).samples()[1][i];
            }
            assertThat((double) read[1][i]).as(source).isCloseTo(sum, Offset.offset(1e-6));
        }
    }

    @Test
    void aSongThatLacksASourceIsLeftOut() throws IOException {
        song("A_Instrumental", BAND.subList(0, 2));
        song("B_Song", BAND);

        assertThat(StemDataset.open(root, "train", MUSDB, RATE).songs())
                .extracting(StemSong::name)
                .containsExactly("B_Song");
    }

    @Test
    void theCheckComparesTheMixAndNamesWhatIsMissing() throws IOException {
        Path song = song("Somebody_Song", BAND);

        assertThat(check().path("findings")).isEmpty();
        assertThat(check().path("layout").asText()).isEqualTo("medleydb");

        SmallSongs.wav(song.resolve("Somebody_Song_MIX.wav"), SmallSongs.tone(200, 0.3), RATE);
        assertThat(check().path("findings").findValuesAsText("kind")).containsExactly("not-the-sum");

        Files.delete(song.resolve("Somebody_Song_STEMS/Somebody_Song_STEM_04.wav"));
        assertThat(check().path("findings").findValuesAsText("kind")).containsExactly("missing");
        Files.delete(song.resolve("Somebody_Song_METADATA.yaml"));
        song("B_Song", BAND);
        assertThat(check().path("findings").findValuesAsText("message"))
                .contains("Somebody_Song_METADATA.yaml is not there, so nobody knows what the stems are");
    }

    private JsonNode check() throws IOException {
        return new ObjectMapper()
                .readTree(Printed.by("check-data", root.toString(), "--json").text());
    }
}
