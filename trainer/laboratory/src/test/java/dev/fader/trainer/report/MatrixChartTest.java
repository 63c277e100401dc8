package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.mixing.SongWeights;
import dev.fader.trainer.mixing.SongWeights.Segment;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MatrixChartTest {

    private static final List<String> ROWS = List.of("mixture L", "vocals (B) L");
    private static final List<String> COLUMNS = List.of("vocals L");

    @Test
    void positiveWeightsAreRedAndNegativeOnesBlue() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                new MatrixChart("W", ROWS, COLUMNS, false).png(new double[][] {{-0.5}, {1}})));

        Color negative = new Color(image.getRGB(152, 62));
        Color positive = new Color(image.getRGB(152, 86));
        assertThat(negative.getBlue()).isEqualTo(255).isGreaterThan(negative.getRed());
        assertThat(positive.getRed()).isEqualTo(255).isGreaterThan(positive.getBlue());
        assertThat(positive.getBlue()).isLessThan(negative.getRed());
    }

    @Test
    void longNamesHaveRoomBesideEachOther() throws IOException {
        List<String> columns = List.of("accompaniment L", "accompaniment R");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(new MatrixChart("W", ROWS, columns, false)
                .png(new double[][] {{1, 1}, {1, 1}})));

        List<Integer> inked = IntStream.range(0, image.getWidth())
                .filter(x -> IntStream.range(40, 58).anyMatch(y -> new Color(image.getRGB(x, y)).getRed() < 200))
                .boxed()
                .toList();
        int widestGap = IntStream.range(1, inked.size())
                .map(i -> inked.get(i) - inked.get(i - 1))
                .max()
                .orElseThrow();
        assertThat(widestGap).isBetween(8, 30);
        assertThat(inked.getLast()).isLessThan(image.getWidth() - 8);
    }

    @Test
    void weightsThatChangeAreDrawnByMeanAndDeviationAndOthersAsTheyAre() throws IOException {
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
