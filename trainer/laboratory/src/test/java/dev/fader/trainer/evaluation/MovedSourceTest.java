package dev.fader.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.metrics.LoudnessDifference;
import dev.fader.trainer.metrics.RemixQuality;
import dev.fader.trainer.metrics.StemLevels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovedSourceTest {

    private static final int SAMPLES = 5_000;

    private final SplittableRandom random = new SplittableRandom(5);
    private final double[][] stems = {noise(1), noise(0.3), noise(2)};
    private final double[] mixture = Signals.sum(stems);
    private final StemLevels levels = new StemLevels(stems);

    @ParameterizedTest
    @ValueSource(doubles = {-24, -3, 0, 6, 24})
    void whatIsSaidOfARemixIsWhatItsSignalsSay(double gainDb) {
        double[] base = plus(mixture, noise(0.1));
        double[] estimate = plus(stems[1], noise(0.2));
        double change = Math.pow(10, gainDb / 20) - 1;
        double[] target = moved(mixture, change, stems[1]);
        double[] remix = moved(base, change, estimate);

        MovedSource source = new MovedSource(levels, mixture, stems[1], base, estimate);

        assertThat(source.minSdrDb(change))
                .isCloseTo(RemixQuality.of(target, remix).minSdrDb(), within(1e-9));
        assertThat(source.loudnessDifference(change).db())
                .isCloseTo(
                        LoudnessDifference.between(levels.in(target), levels.in(remix))
                                .db(),
                        within(1e-9));
    }

    @Test
    void anErrorFarBelowTheSignalKeepsItsDigits() {
        double[] estimate = plus(stems[2], noise(1e-7));
        double[] target = moved(mixture, 0.5, stems[2]);
        double[] remix = moved(mixture, 0.5, estimate);

        assertThat(new MovedSource(levels, mixture, stems[2], mixture, estimate).minSdrDb(0.5))
                .isGreaterThan(140)
                .isCloseTo(RemixQuality.of(target, remix).minSdrDb(), within(1e-6));
    }

    private double[] noise(double level) {
        return random.doubles(SAMPLES, -level, level).toArray();
    }

    private static double[] plus(double[] a, double[] b) {
        return moved(a, 1, b);
    }

    private static double[] moved(double[] base, double change, double[] by) {
        double[] result = new double[base.length];
        Signals.addScaled(base, change, by, result);
        return result;
    }
}
