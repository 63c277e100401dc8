package dev.fader.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.htmdnet.HtmdNet;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.objective.TrainingPrograms;
import dev.fader.trainer.objective.WaveformError;
import dev.fader.trainer.objective.WaveformObjective;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Steps of a network that keeps statistics. */
class TrainingStepTest {

    private static final int WINDOW = 128;
    private static final HtmdNet NETWORK = new HtmdNet(WINDOW, 8, 4, 2, 3, 2, 3);
    private static final TrainingPrograms PROGRAMS = TrainingPrograms.of(
            NETWORK, WaveformObjective.published(WaveformError.MSE, WaveformError.MSE), Target.PLAIN);
    private static final Weights FRESH = PROGRAMS.training().initialWeights(new SplittableRandom(1));

    @Test
    void aStepThatCannotBeTakenLeavesStatisticsAsTheyWere() {
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            train(step, batch(1));
            TrainedValues before = step.values();
            Input[] broken = batch(2);
            broken[0].values()[7] = Float.NaN;

            Report report = train(step, broken);

            assertThat(report.taken()).isFalse();
            assertThat(step.values().statistics()).containsExactly(before.statistics());
            assertThat(step.values().parameters()).containsExactly(before.parameters());
        }
    }

    @Test
    void eachBatchOfAStepTakesTheStatisticsThatTheLastOneLeft() {
        float[] together;
        float[] inTurn;
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            Report unused = step.train(0, Double.POSITIVE_INFINITY, List.of(batch(1), batch(2)));
            together = step.values().statistics();
        }
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            train(step, batch(1));
            train(step, batch(2));
            inTurn = step.values().statistics();
        }

        assertThat(together).containsExactly(inTurn);
    }

    @Test
    void measuringUsesTheStatisticsAndDoesNotChangeThem() {
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            double fresh = step.evaluate(batch(3)).loss();
            for (int i = 0; i < 200; i++) {
                train(step, batch(1));
            }
            float[] before = step.values().statistics();

            double followed = step.evaluate(batch(3)).loss();

            assertThat(step.values().statistics()).containsExactly(before);
            assertThat(followed).isNotCloseTo(fresh, within(1e-9));
        }
    }

    @Test
    void theNetworkToUseHasItsStatistics() {
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            train(step, batch(1));

            Weights weights = step.forUse();

            assertThat(weights.names()).containsExactlyElementsOf(FRESH.names());
            assertThat(PROGRAMS.training().statisticsLayout().pack(weights))
                    .containsExactly(step.values().statistics());
        }
    }

    @Test
    void whatIsLoggedIsTheErrorInDecibels() {
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            Report report = step.evaluate(batch(1));

            assertThat(report.lossDb()).isCloseTo(10 * Math.log10(report.loss()), within(1e-4));
        }
    }

    /** At a rate of zero, so that only statistics change. */
    private static Report train(TrainingStep step, Input... batch) {
        return step.train(0, Double.POSITIVE_INFINITY, List.<Input[]>of(batch));
    }

    private static Input[] batch(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] mixture = new float[2 * WINDOW];
        float[] sources = new float[4 * WINDOW];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = (float) random.nextGaussian() * 0.2f;
            mixture[i / (2 * WINDOW) * WINDOW + i % WINDOW] += sources[i];
        }
        float[] gains = new float[4];
        Arrays.fill(gains, 2);
        return new Input[] {
            new Input(NetworkPrograms.MIXTURE, mixture, 2, 1, WINDOW),
            new Input(NetworkPrograms.SOURCES, sources, 2, 2, WINDOW),
            new Input(NetworkPrograms.GAINS, gains, 2, 2)
        };
    }
}
