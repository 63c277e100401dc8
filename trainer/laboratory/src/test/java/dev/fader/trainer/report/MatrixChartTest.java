package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.mixing.SongWeights;
import dev.fader.trainer.mixing.SongWeights.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixChartTest {

    private static final List<String> ROWS = List.of("mixture L", "vocals (B) L");
    private static final List<String> COLUMNS = List.of("vocals L");

    @Test
    void positiveWeightsAreRedAndNegativeOnesBlueAsStrongAsTheyAreLarge() {
        String svg = new MatrixChart("W", ROWS, COLUMNS, false).svg(new double[][] {{-0.5}, {1}});

        assertThat(svg)
                .contains("fill=\"#1f77b4\" fill-opacity=\"0.40\"", "fill=\"#d62728\" fill-opacity=\"0.80\"")
                .contains(">−0.50<", ">1.00<");
    }

    @Test
    void aTitleIsEscaped() {
        assertThat(new MatrixChart("a < b", ROWS, COLUMNS, true).svg(new double[][] {{1}, {1}}))
                .contains("<title>a &lt; b</title>");
    }

    @Test
    void weightsThatChangeAreDrawnByMeanAndDeviationAndOthersAsTheyAre() {
        SongWeights changing = weights(new float[][] {{0}, {1}}, new float[][] {{0}, {3}});
        SongWeights constant = weights(new float[][] {{0}, {1}}, new float[][] {{0}, {1}});

        assertThat(changing.mean()).isDeepEqualTo(new double[][] {{0}, {2}});
        assertThat(changing.deviation()).isDeepEqualTo(new double[][] {{0}, {1}});
        assertThat(WeightFigures.of("m", changing))
                .extracting(Figure::file)
                .containsExactly("weights-m-a_song-mean_of_w_k", "weights-m-a_song-deviation_of_w_k");
        assertThat(WeightFigures.of("m", constant)).extracting(Figure::file).containsExactly("weights-m-a_song-w");
    }

    private static SongWeights weights(float[][]... values) {
        return new SongWeights("a song", ROWS, COLUMNS, List.of(new Segment(0, values[0]), new Segment(1, values[1])));
    }
}
