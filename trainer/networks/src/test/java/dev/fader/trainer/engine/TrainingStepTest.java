package dev.fader.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps of a network that keeps statistics. */
class TrainingStepTest {

    private static final int WINDOW = 128;
    private static final HtmdNet NETWORK = new HtmdNet(WINDOW, 8, 4, 2, 3, 2, 3);
    private static final TrainingPrograms PROGRAMS = TrainingPrograms.of(
            NETWORK, WaveformObjective.published(WaveformError.MSE, WaveformError.MSE), Target.PLAIN);
    private static final Weights FRESH = PROGRAMS.training().initialWeights(new SplittableRandom(1));

    @Test
    void whatAStepThatCannotBeTakenLeftIsGivenToNobody() {
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            train(step, batch(1));
            Input[] broken = batch(2);
            broken[0].values()[7] = Float.NaN;

            Report report = train(step, broken);

            assertThat(report.taken()).isFalse();
            assertThatThrownBy(step::values).hasMessageContaining("could not be taken");
            assertThatThrownBy(step::forUse).hasMessageContaining("could not be taken");
        }
    }

    @Test
    void norIsWhatCameAfterIt() {
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            Input[] silent = batch(2);
            Arrays.fill(silent[0].values(), 0);
            Arrays.fill(silent[1].values(), 0);
            try (StagedBatch nothing = step.stage(silent);
                    StagedBatch next = step.stage(batch(1))) {
                BegunStep flat = step.begin(1e-3, Double.POSITIVE_INFINITY, List.of(nothing));
                BegunStep after = step.begin(1e-3, Double.POSITIVE_INFINITY, List.of(next));

                assertThat(after.report().taken()).isTrue();
                assertThat(flat.report().taken()).isFalse();
                assertThatThrownBy(step::values).hasMessageContaining("could not be taken");
            }
        }
    }

    @Test
    void stepsThatAreReadLateAreThoseThatAreWaitedFor() {
        float[] waitedFor;
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            for (int i = 1; i <= 3; i++) {
                Report unused = step.train(1e-3, 0.1, List.of(batch(i), batch(10 + i)));
            }
            waitedFor = step.values().parameters();
        }
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu());
                StagedBatch a = step.stage(batch(1));
                StagedBatch b = step.stage(batch(11));
                StagedBatch c = step.stage(batch(2));
                StagedBatch d = step.stage(batch(12));
                StagedBatch e = step.stage(batch(3));
                StagedBatch f = step.stage(batch(13))) {
            BegunStep first = step.begin(1e-3, 0.1, List.of(a, b));
            BegunStep second = step.begin(1e-3, 0.1, List.of(c, d));
            BegunStep third = step.begin(1e-3, 0.1, List.of(e, f));

            assertThat(step.values().parameters()).containsExactly(waitedFor);
            assertThat(List.of(first, second, third))
                    .allSatisfy(begun -> assertThat(begun.report().taken()).isTrue());
        }
    }

    @Test
    void aGradientIsScaledDownToItsLimit() {
        float[] small;
        float[] limited;
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            float[] gradient = step.gradient(batch(1));
            double norm = Math.sqrt(IntStream.range(0, gradient.length)
                    .mapToDouble(i -> (double) gradient[i] * gradient[i])
                    .sum());
            Report unused = step.train(1e-3, norm * 2, List.<Input[]>of(batch(1)));
            small = step.values().adam().firstMoment();
        }
        try (TrainingStep step = new TrainingStep(PROGRAMS, FRESH, Device.cpu())) {
            double norm = step.train(1e-3, 1e-3, List.<Input[]>of(batch(1))).gradientNorm();
            limited = step.values().adam().firstMoment();

            for (int i = 0; i < small.length; i++) {
                assertThat(limited[i]).isCloseTo((float) (small[i] * 1e-3 / norm), within(1e-9f));
            }
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
