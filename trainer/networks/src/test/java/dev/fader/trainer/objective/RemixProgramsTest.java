package dev.fader.trainer.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RemixProgramsTest {

    private static final int SOURCES = 2;
    private static final int SAMPLES = 2_000;
    private static final ConvTasNet PLAIN = network(false);
    private static final ConvTasNet CONDITIONED = network(true);
    private static final float[] MIXTURE = noise(1, SAMPLES);

    @Test
    void aFreshConditionedNetworkSeparatesAsOneThatDoesNotSeeTheGains() {
        Weights conditioned = fresh(CONDITIONED);
        Weights.Builder shared = new Weights.Builder();
        for (String name : fresh(PLAIN).names()) {
            shared.add(name, conditioned.get(name).dims(), conditioned.get(name).data());
        }

        assertThat(separate(CONDITIONED, conditioned, 4, 0.25f)).containsExactly(separate(PLAIN, shared.build()));
    }

    @Test
    void aTrainedConditionedNetworkSeparatesOtherwiseForOtherGains() {
        Weights weights = disturbed(fresh(CONDITIONED));

        assertThat(separate(CONDITIONED, weights, 4, 0.25f)).isNotEqualTo(separate(CONDITIONED, weights, 1, 1));
    }

    @Test
    void ourRemixersReturnTheInputAtZeroDecibels() {
        for (ConvTasNet network : List.of(PLAIN, CONDITIONED)) {
            RemixModel model = network.gainConditioned() ? RemixModel.GAIN_CONDITIONED : RemixModel.CONSISTENT;
            Program program = RemixPrograms.remix(network, model, Parameters.NAMED);

            float[] remix = call(program, disturbed(fresh(network)), RemixPrograms.REMIX, 1f, 1f);

            for (int i = 0; i < SAMPLES; i++) {
                assertThat(remix[i]).isEqualTo(MIXTURE[i], within(1e-6f));
            }
        }
    }

    @Test
    void productsOfBfloat16TrainNearlyAsThoseOf32Bits() {
        Objective objective = new RemixObjective(RemixModel.CONSISTENT, 1, 1);
        Input[] batch = batch(noise(2, SOURCES * SAMPLES), 2, 0.5f);
        float[] exact = gradient(objective, Target.PLAIN, batch);

        float[] rounded = gradient(objective, new Target(Form.PLAIN, Precision.BF16), batch);

        assertThat(distance(exact, rounded)).isPositive().isLessThan(0.1);
    }

    private static float[] gradient(Objective objective, Target target, Input[] batch) {
        TrainingPrograms programs = TrainingPrograms.of(PLAIN, objective, target);
        try (TrainingStep step = new TrainingStep(programs, fresh(PLAIN), Device.cpu())) {
            return step.gradient(batch);
        }
    }

    @Test
    void withALimitTheLossIsThatOfItsFormula() {
        float[] gains = {2, 0.5f};
        float[] sources = noise(2, SOURCES * SAMPLES);
        Weights weights = fresh(PLAIN);
        float[] estimates = separate(PLAIN, weights);
        double expected = 0;
        for (int k = 0; k < SOURCES; k++) {
            double signal = 0;
            double noise = 0;
            double mixture = 0;
            for (int i = 0; i < SAMPLES; i++) {
                double s = sources[k * SAMPLES + i];
                signal += s * s;
                noise += Math.pow(s - estimates[k * SAMPLES + i], 2);
                mixture += MIXTURE[i] * MIXTURE[i];
            }
            double reference = Math.max(signal, mixture / 100);
            expected += 10 * Math.log10((noise + 1e-3 * reference) / reference) / SOURCES;
        }

        assertThat(loss(new RemixObjective(RemixModel.BASELINE, 0, 1, 30), weights, sources, gains))
                .isEqualTo(expected, within(1e-3));
    }

    @Test
    void withALimitAnAbsentSourceHasAGradientAndWithoutItHasNone() {
        float[] allAbsent = new float[SOURCES * SAMPLES];

        assertThat(gradientNorm(new RemixObjective(RemixModel.BASELINE, 0, 1, 30), allAbsent))
                .isGreaterThan(1e-3);
        assertThat(gradientNorm(new RemixObjective(RemixModel.BASELINE, 0, 1), allAbsent))
                .isZero();
    }

    @Test
    void aWeightOfMagnitudesAddsTheMeanOfWhatTheEstimatesMiss() {
        float[] sources = noise(2, SOURCES * SAMPLES);
        Weights weights = fresh(PLAIN);
        float[] estimates = separate(PLAIN, weights);
        double missed = 0;
        for (int i = 0; i < sources.length; i++) {
            missed += Math.abs(sources[i] - (double) estimates[i]) / sources.length;
        }
        double ratio = loss(new RemixObjective(RemixModel.BASELINE, 0, 1, 30), weights, sources, 1, 1);

        double both = loss(new RemixObjective(RemixModel.BASELINE, 0, 1, 30, 4, 0), weights, sources, 1, 1);
        double alone = loss(new RemixObjective(RemixModel.BASELINE, 0, 0, 30, 4, 0), weights, sources, 1, 1);

        assertThat(both).isEqualTo(ratio + 4 * missed, within(1e-4));
        assertThat(alone).isEqualTo(4 * missed, within(1e-4));
    }

    @Test
    void aWeightOfSpectraAddsTheirDistanceAsItsFormulaHasIt() {
        float[] sources = noise(2, SOURCES * SAMPLES);
        Arrays.fill(sources, SAMPLES, 2 * SAMPLES, 0);
        Weights weights = fresh(PLAIN);
        double expected = SpectralReference.distance(sources, separate(PLAIN, weights), SAMPLES);

        double remixing = loss(new RemixObjective(RemixModel.BASELINE, 0, 0, 0, 0, 2), weights, sources, 1, 1);
        double level = loss(WaveformObjective.of(WaveformError.MAE), weights, sources, 1, 1);
        double separating =
                loss(new WaveformObjective(1, WaveformError.MAE, 0, WaveformError.NONE, 2), weights, sources, 1, 1);

        assertThat(remixing).isEqualTo(2 * expected, within(1e-3));
        assertThat(Math.pow(10, separating / 10) - Math.pow(10, level / 10)).isEqualTo(2 * expected, within(1e-3));
    }

    @Test
    void aDistanceOfSpectraHasAGradientOfSilentSourcesToo() {
        RemixObjective spectral = new RemixObjective(RemixModel.CONSISTENT, 0, 0, 0, 0, 1);

        assertThat(gradientNorm(spectral, noise(2, SOURCES * SAMPLES))).isBetween(1e-3, 1e3);
        assertThat(gradientNorm(spectral, new float[SOURCES * SAMPLES])).isBetween(1e-3, 1e6);
    }

    @Test
    void beyondTheLimitNothingIsGained() {
        // at 0 dB a consistent remix is the mixture, so only the limit keeps its ratio finite
        float[] sources = new float[SOURCES * SAMPLES];
        System.arraycopy(MIXTURE, 0, sources, SAMPLES, SAMPLES);

        double loss = loss(new RemixObjective(RemixModel.CONSISTENT, 1, 0, 30), fresh(PLAIN), sources, 1, 1);

        assertThat(loss).isEqualTo(-30, within(0.01));
    }

    private static double loss(Objective objective, Weights weights, float[] sources, float... gains) {
        TrainingPrograms programs = TrainingPrograms.of(PLAIN, objective, Target.PLAIN);
        try (TrainingStep step = new TrainingStep(programs, weights, Device.cpu())) {
            return step.evaluate(batch(sources, gains)).lossDb();
        }
    }

    private static double gradientNorm(Objective objective, float[] sources) {
        TrainingPrograms programs = TrainingPrograms.of(PLAIN, objective, Target.PLAIN);
        try (TrainingStep step = new TrainingStep(programs, fresh(PLAIN), Device.cpu())) {
            double squares = 0;
            for (float value : step.gradient(batch(sources, 1, 1))) {
                squares += (double) value * value;
            }
            return Math.sqrt(squares);
        }
    }

    private static Input[] batch(float[] sources, float... gains) {
        return new Input[] {
            new Input(NetworkPrograms.MIXTURE, MIXTURE, 1, 1, SAMPLES),
            new Input(RemixPrograms.SOURCES, sources, 1, SOURCES, SAMPLES),
            new Input(NetworkPrograms.GAINS, gains, 1, SOURCES)
        };
    }

    private static ConvTasNet network(boolean conditioned) {
        return new ConvTasNet(SOURCES, 16, 16, 8, 8, 12, 8, 3, 2, 2, MaskActivation.SOFTMAX, conditioned);
    }

    private static Weights fresh(ConvTasNet network) {
        return NetworkPrograms.separation(network, Parameters.NAMED).initialWeights(new SplittableRandom(3));
    }

    private static Weights disturbed(Weights weights) {
        SplittableRandom random = new SplittableRandom(4);
        Weights.Builder disturbed = new Weights.Builder();
        for (String name : weights.names()) {
            float[] data = weights.get(name).data().clone();
            for (int i = 0; i < data.length; i++) {
                data[i] += (float) random.nextGaussian() * 0.1f;
            }
            disturbed.add(name, weights.get(name).dims(), data);
        }
        return disturbed.build();
    }

    private static float[] separate(ConvTasNet network, Weights weights, float... gains) {
        return call(NetworkPrograms.separation(network, Parameters.NAMED), weights, NetworkPrograms.SOURCES, gains);
    }

    private static float[] call(Program program, Weights weights, String output, float... gains) {
        try (NDManager manager = Torch.manager(Device.cpu());
                TorchProgram loaded = TorchProgram.load(program, weights, Device.cpu())) {
            Map<String, NDArray> inputs = new HashMap<>();
            inputs.put(NetworkPrograms.MIXTURE, manager.create(MIXTURE).reshape(1, 1, SAMPLES));
            if (gains.length > 0) {
                inputs.put(NetworkPrograms.GAINS, manager.create(gains).reshape(1, SOURCES));
            }
            return loaded.call(inputs).get(output).toFloatArray();
        }
    }

    private static float[] noise(long seed, int samples) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) random.nextGaussian() * 0.1f;
        }
        return noise;
    }

    /** Of the difference, relative to the first. */
    private static double distance(float[] a, float[] b) {
        double difference = 0;
        double energy = 0;
        for (int i = 0; i < a.length; i++) {
            difference += Math.pow(a[i] - b[i], 2);
            energy += Math.pow(a[i], 2);
        }
        return Math.sqrt(difference / energy);
    }
}
