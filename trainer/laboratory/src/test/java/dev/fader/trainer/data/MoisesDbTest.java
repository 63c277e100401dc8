package dev.fader.trainer.data;

import static dev.fader.trainer.data.SmallSongs.FRAMES;
import static dev.fader.trainer.data.SmallSongs.MUSDB;
import static dev.fader.trainer.data.SmallSongs.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.trainer.cli.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoisesDbTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The level of each track, which is a constant that can be added up by hand. */
    private static final Map<String, List<Double>> BAND = band();

    @TempDir
    Path root;

    private static Map<String, List<Double>> band() {
        Map<String, List<Double>> band = new LinkedHashMap<>();
        band.put("vocals", List.of(0.25, 0.125));
        band.put("drums", List.of(0.0625));
        band.put("bass", List.of(-0.25));
        band.put("guitar", List.of(0.5, -0.125));
        band.put("piano", List.of(0.03125));
        band.put("other", List.of(0.015625));
        return band;
    }

    private Path song(String id, Map<String, List<Double>> stems) throws IOException {
        Path folder = root.resolve("train").resolve(id);
        ObjectNode data = JSON.createObjectNode().put("song", "A song").put("artist", "Somebody");
        ArrayNode described = data.putArray("stems");
        for (Map.Entry<String, List<Double>> stem : stems.entrySet()) {
            ArrayNode tracks = described
                    .addObject()
                    .put("id", "s-" + stem.getKey())
                    .put("stemName", stem.getKey())
                    .putArray("tracks");
            for (int i = 0; i < stem.getValue().size(); i++) {
                String track = stem.getKey() + "-" + i;
                tracks.addObject().put("id", track).put("extension", "wav").put("trackType", "a track");
                SmallSongs.wav(
                        folder.resolve(stem.getKey()).resolve(track + ".wav"),
                        constant(stem.getValue().get(i)),
                        RATE);
            }
        }
        Files.createDirectories(folder);
        JSON.writeValue(folder.resolve("data.json").toFile(), data);
        return folder;
    }

    private static double[][] constant(double level) {
        double[][] samples = SmallSongs.silence();
        for (double[] channel : samples) {
            Arrays.fill(channel, level);
        }
        return samples;
    }

    private List<Float> levels(String... sources) throws IOException {
        StemSong song =
                StemDataset.open(root, "train", List.of(sources), RATE).songs().getFirst();
        Float[] levels = new Float[sources.length];
        for (int k = 0; k < sources.length; k++) {
            levels[k] = song.readMono(k, FRAMES / 2, 1)[0];
        }
        return List.of(levels);
    }

    @Test
    void aStemIsTheSumOfItsTracksAndOtherAllThatIsNoSource() throws IOException {
        song("1f", BAND);

        assertThat(DatasetLayout.recognise(root)).isEqualTo(DatasetLayout.MOISESDB);
        assertThat(levels("vocals", "drums", "bass", "other"))
                .containsExactly(0.375f, 0.0625f, -0.25f, 0.375f + 0.03125f + 0.015625f);
        assertThat(levels("vocals", "bass", "drums", "guitar", "other"))
                .containsExactly(0.375f, -0.25f, 0.0625f, 0.375f, 0.03125f + 0.015625f);
        assertThat(levels("vocals", "other")).containsExactly(0.375f, 0.375f + 0.03125f + 0.015625f);
        assertThat(levels("vocals", "accompaniment"))
                .containsExactly(0.375f, 0.0625f - 0.25f + 0.375f + 0.03125f + 0.015625f);
        assertThat(levels("guitar+piano")).containsExactly(0.375f + 0.03125f);
    }

    @Test
    void aSongThatLacksASourceIsLeftOut() throws IOException {
        song("1f", BAND);
        Map<String, List<Double>> instrumental = new LinkedHashMap<>(BAND);
        instrumental.remove("vocals");
        song("2e", instrumental);

        assertThat(StemDataset.open(root, "train", MUSDB, RATE).songs())
                .extracting(StemSong::name)
                .containsExactly("1f");
        assertThat(StemDataset.open(root, "train", List.of("drums", "bass", "other"), RATE)
                        .songs())
                .hasSize(2);
    }

    @Test
    void aTrackThatIsNotThereIsNamedAndNotLeftOutOfTheSum() throws IOException {
        Files.delete(song("1f", BAND).resolve("guitar/guitar-1.wav"));

        assertThatThrownBy(() -> levels("vocals", "other")).hasMessageContaining("guitar-1.wav");
        assertThat(check().path("findings").findValuesAsText("message"))
                .anyMatch(message -> message.contains("guitar-1.wav, which the metadata names"));
    }

    @Test
    void metadataNamesNoFileOfAnotherFolder() throws IOException {
        SmallSongs.wav(root.resolve("train/secret.wav"), constant(0.5), RATE);
        Files.createDirectories(root.resolve("train/1f"));
        Files.writeString(
                root.resolve("train/1f/data.json"),
                "{\"stems\":[{\"stemName\":\"..\",\"tracks\":[{\"id\":\"secret\",\"extension\":\"wav\"}]},"
                        + "{\"stemName\":\"bass\",\"tracks\":[{\"id\":\"../../secret\",\"extension\":\"wav\"}]}]}");

        assertThat(DatasetLayout.MOISESDB.finder().songs(root.resolve("train")))
                .singleElement()
                .satisfies(song -> assertThat(song.files().values())
                        .hasSize(2)
                        .allSatisfy(place -> assertThat(place.file().normalize())
                                .startsWithRaw(root.resolve("train/1f"))
                                .doesNotExist()));
    }

    @Test
    void theCheckCountsASourceOnceWhateverItsTracks() throws IOException {
        Path song = song("1f", BAND);
        int tracks = 0;
        for (Map.Entry<String, List<Double>> stem : BAND.entrySet()) {
            for (int i = 0; i < stem.getValue().size(); i++) {
                tracks++;
                double[][] tone = SmallSongs.tone(100 + 90 * tracks, 0.1);
                int silentHalf = i == 0 ? 0 : RATE;
                for (double[] channel : tone) {
                    Arrays.fill(channel, silentHalf, silentHalf + RATE, 0);
                }
                SmallSongs.wav(song.resolve("%1$s/%1$s-%2$d.wav".formatted(stem.getKey(), i)), tone, RATE);
            }
        }

        JsonNode report = check();

        assertThat(report.path("findings")).isEmpty();
        assertThat(report.path("layout").asText()).isEqualTo("moisesdb");
        JsonNode split = report.path("splits").path(0);
        assertThat(split.path("complete_songs").asInt()).isEqualTo(1);
        JsonNode activity = split.path("activity");
        assertThat(activity.path("vocals").asDouble()).isCloseTo(1, Offset.offset(1e-9));
        assertThat(activity.path("drums").asDouble()).isCloseTo(0.5, Offset.offset(1e-9));
        assertThat(activity.path("other").asDouble()).isCloseTo(1, Offset.offset(1e-9));
    }

    private JsonNode check() throws IOException {
        return JSON.readTree(Printed.by("check-data", root.toString(), "--json").text());
    }
}
