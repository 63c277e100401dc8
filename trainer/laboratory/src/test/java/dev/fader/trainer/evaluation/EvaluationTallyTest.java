package dev.fader.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.metrics.LoudnessDifference;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTallyTest {

    private static final LoudnessDifference ALIKE =
            LoudnessDifference.between(new double[] {1, 1}, new double[] {1, 1});

    private final EvaluationTally tally = new EvaluationTally(List.of("bass", "other"), new double[] {-3, 0, 3});

    @Test
    void aNetworkThatHearsSignsIsFoundOutEvenWhereSongsHaveThemByLot() {
        tally.turned(new double[] {5, 3}, new double[] {4, 3});
        tally.turned(new double[] {4, 3}, new double[] {5, 3});

        assertThat(tally.evaluation(2).polarityDb()).containsEntry("bass", 1.0).containsEntry("other", 0.0);
    }

    @Test
    void aSilentSourceCountsInNoMean() {
        tally.separated(new double[] {Double.NaN, 2}, new double[] {Double.NaN, 1});
        tally.silent(1);
        tally.separated(new double[] {6, 4}, new double[] {5, 4});
        tally.moved(1, 0, new EvaluationTally.Scores(12, ALIKE), new EvaluationTally.Scores(5, ALIKE));

        Evaluation evaluation = tally.evaluation(2);

        assertThat(evaluation.sourceSdrDb()).containsEntry("bass", 6.0).containsEntry("other", 3.0);
        assertThat(evaluation.meanSourceSdrDb()).isEqualTo(4.5);
        assertThat(evaluation.medianFrameSdrDb()).containsEntry("bass", 5.0).containsEntry("other", 2.5);
        assertThat(evaluation.silentSources()).isEqualTo(1);
        assertThat(evaluation.minSdrDoNothingDb()).isEqualTo(5);
        assertThat(evaluation.ok()).isTrue();
    }

    @Test
    void noMeanOverGainsHasZeroDecibelsInIt() {
        double[] minSdrDb = {12, 250, 10};
        for (int source = 0; source < 2; source++) {
            for (int gain = 0; gain < 3; gain++) {
                tally.moved(
                        source,
                        gain,
                        new EvaluationTally.Scores(minSdrDb[gain], ALIKE),
                        new EvaluationTally.Scores(5, ALIKE));
            }
        }

        assertThat(tally.evaluation(1).minSdrWithoutZeroDb()).isCloseTo(11, within(1e-9));
        assertThat(tally.evaluation(1).ok()).isTrue();
    }

    @Test
    void whatIsNotThereHasTheLeastLevelThatIsReported() {
        assertThat(Signals.levelDb(new double[2], new double[] {1, 1})).isEqualTo(Signals.LEAST_DB);
        assertThat(Signals.levelDb(-0.1)).isCloseTo(-20, within(1e-9));
    }
}
