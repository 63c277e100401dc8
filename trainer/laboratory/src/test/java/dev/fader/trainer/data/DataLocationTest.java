package dev.fader.trainer.data;

import static dev.fader.trainer.data.SmallSongs.MUSDB;
import static dev.fader.trainer.data.SmallSongs.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataLocationTest {

    @TempDir
    Path root;

    @BeforeEach
    void twoDataSets() throws IOException {
        SmallSongs.hq(root.resolve("hq/train/Rain"), SmallSongs.stems(1));
        SmallSongs.hq(root.resolve("hq/train/Noon"), SmallSongs.stems(2));
        SmallSongs.hq(root.resolve("hq/validation/Fog"), SmallSongs.stems(3));
        for (Map.Entry<String, double[][]> stem : SmallSongs.stems(4).entrySet()) {
            SmallSongs.wav(root.resolve("own/train/Rain").resolve(stem.getKey() + ".wav"), stem.getValue(), RATE);
        }
    }

    private static DataLocation given(Path... roots) {
        DataOptions options = new DataOptions();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options))
                .parseArgs(Arrays.stream(roots)
                        .flatMap(root -> Stream.of("--data", root.toString()))
                        .toArray(String[]::new));
        return options.location();
    }

    @Test
    void theSongsOfSeveralDataSetsAreOneWithNamesThatTellThemApart() throws IOException {
        DataLocation both = given(root.resolve("own"), root.resolve("hq"));

        StemDataset train = both.open("train", MUSDB, RATE);

        assertThat(both.name()).isEqualTo("own+hq");
        assertThat(both.order()).isEqualTo(MUSDB);
        assertThat(train.songs()).extracting(StemSong::name).containsExactly("own - Rain", "Noon", "hq - Rain");
        assertThat((double) train.songs().getFirst().read(0, 4_000, 1)[0][0])
                .isEqualTo(SmallSongs.stems(4).get("vocals")[0][4_000]);
        assertThat((double) train.songs().getLast().read(0, 4_000, 1)[0][0])
                .isEqualTo(SmallSongs.stems(1).get("vocals")[0][4_000]);
    }

    @Test
    void eachMustHaveTheSplit() {
        DataLocation both = given(root.resolve("own"), root.resolve("hq"));

        assertThatThrownBy(() -> both.open("validation", MUSDB, RATE))
                .hasMessageContaining("there is no split 'validation' of " + root.resolve("own"))
                .hasMessageContaining("[train]");
    }

    @Test
    void songsThatNothingTellsApartAreRefused() throws IOException {
        SmallSongs.hq(root.resolve("more/hq/train/Rain"), SmallSongs.stems(5));

        assertThatThrownBy(
                        () -> given(root.resolve("hq"), root.resolve("more/hq")).open("train", MUSDB, RATE))
                .hasMessageContaining("two songs")
                .hasMessageContaining("'hq - Rain'");
        assertThatThrownBy(() -> given(root.resolve("hq"), root.resolve("hq")).open("train", MUSDB, RATE))
                .hasMessageContaining("hq is given twice");
    }

    @Test
    void sourcesMustBeNamedWhereLayoutsDiffer() throws IOException {
        SmallSongs.slakh(root.resolve("slakh/train/Track00001"), SmallSongs.band(1));
        DataLocation both = given(root.resolve("hq"), root.resolve("slakh"));

        assertThatThrownBy(both::order).hasMessageContaining("--sources");
        assertThat(both.open("train", List.of("drums", "bass"), RATE).songs()).hasSize(3);
    }
}
