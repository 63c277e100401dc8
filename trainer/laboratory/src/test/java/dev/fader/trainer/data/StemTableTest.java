package dev.fader.trainer.data;

import static dev.fader.trainer.data.SmallSongs.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.trainer.cli.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StemTableTest {

    @TempDir
    Path root;

    private Path table;

    @BeforeEach
    void stemsAnywhere() throws IOException {
        table = root.resolve("tables/songs.csv");
        Files.createDirectories(table.getParent());
        for (int song = 1; song <= 2; song++) {
            Map<String, double[][]> stems = SmallSongs.stems(song);
            SmallSongs.wav(root.resolve("voices/%d, take 2.wav".formatted(song)), stems.get("vocals"), RATE);
            SmallSongs.wav(root.resolve("rest/%d.wav".formatted(song)), stems.get("other"), RATE);
            SmallSongs.wav(
                    root.resolve("mixes/%d.wav".formatted(song)),
                    SmallSongs.sum(List.of(stems.get("vocals"), stems.get("other"))),
                    RATE);
        }
    }

    private Path table(String... lines) throws IOException {
        return Files.writeString(table, String.join("\n", lines) + "\n");
    }

    private Path whole() throws IOException {
        return table(
                "path,source,song,split,licence",
                "\"../voices/1, take 2.wav\",vocals,\"One, more\",train,CC0",
                "../rest/1.wav,Other,\"One, more\",train,CC0",
                "",
                "\"" + root.resolve("voices/2, take 2.wav") + "\",vocals,Two,test,CC0",
                "../rest/2.wav,other,Two,test,CC0",
                "../mixes/2.wav,mixture,Two,test,CC0");
    }

    @Test
    void readsTheStemsThatATableNames() throws IOException {
        Path file = whole();

        StemDataset train = StemDataset.open(file, "train", List.of("vocals", "other"), RATE);

        assertThat(DatasetLayout.recognise(file)).isEqualTo(DatasetLayout.TABLE);
        assertThat(train.songs()).extracting(StemSong::name).containsExactly("One, more");
        double[] vocals = SmallSongs.stems(1).get("vocals")[1];
        float[] read = train.songs().getFirst().read(0, 4_000, 1)[1];
        assertThat((double) read[0]).isEqualTo(vocals[4_000]);
        assertThatThrownBy(() -> StemDataset.open(file, "validation", List.of("vocals"), RATE))
                .hasMessageContaining("there is no split 'validation' of " + file)
                .hasMessageContaining("it has [train, test]");
        assertThatThrownBy(() -> StemDataset.open(file, "train", List.of("drums"), RATE))
                .hasMessageContaining("'One, more', " + file + ", lacks the stem drums");
    }

    @Test
    void theCheckReadsItSplitBySplitAndComparesMixtures() throws IOException {
        whole();

        JsonNode report = check();

        assertThat(report.path("layout").asText()).isEqualTo("table");
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("sources").toString()).isEqualTo("[\"vocals\",\"other\"]");
        assertThat(report.path("splits").findValuesAsText("split")).containsExactly("train", "test");

        SmallSongs.wav(root.resolve("mixes/2.wav"), SmallSongs.tone(500, 0.2), RATE);

        JsonNode finding = check().path("findings").path(0);
        assertThat(finding.path("kind").asText()).isEqualTo("not-the-sum");
        assertThat(finding.path("song").asText()).isEqualTo("Two");
    }

    private JsonNode check() throws IOException {
        return new ObjectMapper()
                .readTree(Printed.by("check-data", table.toString(), "--json").text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A,trian,vocals,../rest/1.wav                                 | line 3: there is no split 'trian': expected one of [train, validation, test]
            A,train,other,../rest/9.wav                                  | line 3: there is no file
            A,train,Other,../rest/1.wav;A,train,other,../rest/2.wav      | line 4: the song 'A' has the source 'other' a second time
            A,train,other,../rest/1.wav;A,test,vocals,../rest/2.wav      | line 4: the song 'A' is in the split test, and in train by line 3
            A,train,vocals,../voices/1, take 2.wav                       | line 3: there are 5 cells, and the header has 4
            A,train,,../rest/1.wav                                       | line 3: the cell of the column 'source' is empty
            """)
    void saysOnWhichLineWhatIsWrong(String rows, String message) throws IOException {
        table("song,split,source,path\n\n" + rows.replace(';', '\n'));

        assertThatThrownBy(() -> StemDataset.open(table, "train", List.of("other"), RATE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(table + ", " + message);
    }

    @Test
    void aTableWithoutItsColumnsOrItsRowsIsRefused() throws IOException {
        table("song;split;source;path", "A;train;other;../rest/1.wav");
        assertThatThrownBy(() -> DatasetLayout.TABLE.finder().splits(table))
                .hasMessageContaining("line 1: the header has the column 'song' not")
                .hasMessageContaining("commas");

        table("song,split,source,path,path", "A,train,other,../rest/1.wav,x");
        assertThatThrownBy(() -> DatasetLayout.TABLE.finder().splits(table))
                .hasMessageContaining("line 1: the header has the column 'path' 2 times");

        table("song,split,source,path");
        assertThatThrownBy(() -> DatasetLayout.TABLE.finder().splits(table)).hasMessageContaining("no rows");

        table("song,split,source,path", "\"A,train,other,../rest/1.wav");
        assertThatThrownBy(() -> DatasetLayout.TABLE.finder().splits(table)).hasMessageContaining("songs.csv, line 2");
    }
}
