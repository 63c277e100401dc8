package dev.fader.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.ExampleConfig;
import dev.fader.trainer.data.Tones;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.training.TrainingConfig.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final int RATE = 8_000;
    private static final long STEPS = 12;

    @TempDir
    static Path folder;

    private static Path data;

    @BeforeAll
    static void aLowAndAHighTonePerSong() throws IOException {
        data = folder.resolve("data");
        for (String split : List.of("train", "validation")) {
            for (int song = 0; song < 3; song++) {
                Path directory = data.resolve(split).resolve("song" + song);
                Tones.write(directory.resolve("bass.wav"), RATE, 2, 80 + 15 * song);
                Tones.write(directory.resolve("other.wav"), RATE, 2, 900 + 200 * song);
            }
        }
    }

    @Test
    void aRunThatWasInterruptedGoesOnToTheLastDigitAsIfItHadNotBeen() throws Exception {
        Path unbroken = folder.resolve("unbroken");
        Path interrupted = folder.resolve("interrupted");
        trainer(config(STEPS), unbroken, new StopAfter(Long.MAX_VALUE)).train();

        assertThatThrownBy(() ->
                        trainer(config(STEPS), interrupted, new StopAfter(6)).train())
                .isInstanceOf(Stopped.class);
        trainer(config(STEPS), interrupted, new StopAfter(Long.MAX_VALUE)).train();

        assertThat(interrupted.resolve("log.ndjson")).hasSameTextualContentAs(unbroken.resolve("log.ndjson"));
        assertThat(ModelFile.read(interrupted.resolve("best.safetensors"))
                        .weights()
                        .get("masker.mask_net.1.bias")
                        .data())
                .containsExactly(ModelFile.read(unbroken.resolve("best.safetensors"))
                        .weights()
                        .get("masker.mask_net.1.bias")
                        .data());
    }

    @Test
    void trainingMakesTheRemixBetter() throws Exception {
        StopAfter watch = new StopAfter(Long.MAX_VALUE);

        trainer(config(60), folder.resolve("learns"), watch).train();

        assertThat(watch.validations.getLast()).isGreaterThan(watch.validations.getFirst() + 1);
    }

    @Test
    void aRunCanStartFromAnEarlierModel() throws Exception {
        StopAfter first = new StopAfter(Long.MAX_VALUE);
        Path model = trainer(config(60), folder.resolve("first"), first).train();
        StopAfter second = new StopAfter(Long.MAX_VALUE);

        new Trainer(config(4), DataLocation.of(data), folder.resolve("second"), model, Device.cpu(), second).train();

        assertThat(ModelFile.read(model).provenance()).containsEntry("data", "data");
        assertThat(second.validations.getFirst()).isGreaterThan(first.validations.getFirst() + 1);
    }

    @Test
    void aRunsFolderRefusesAnotherConfiguration() throws Exception {
        Path run = folder.resolve("taken");
        trainer(config(3), run, new StopAfter(Long.MAX_VALUE)).train();

        assertThatThrownBy(() ->
                        trainer(config(4), run, new StopAfter(Long.MAX_VALUE)).train())
                .hasMessageContaining("another configuration");
    }

    @Test
    void aRunThatAccumulatesGoesOnToTheLastDigit() throws Exception {
        TrainingConfig config = config(STEPS, 3, 1e-2, Schedule.CONSTANT, 0);
        trainer(config, folder.resolve("all"), new StopAfter(Long.MAX_VALUE)).train();

        assertThatThrownBy(() -> trainer(config, folder.resolve("part"), new StopAfter(5))
                        .train())
                .isInstanceOf(Stopped.class);
        trainer(config, folder.resolve("part"), new StopAfter(Long.MAX_VALUE)).train();

        assertThat(folder.resolve("part/log.ndjson")).hasSameTextualContentAs(folder.resolve("all/log.ndjson"));
    }

    @Test
    void aRunEndsWhenItsPatienceDoesAndDoesNotGoOn() throws Exception {
        TrainingConfig nothingLearnt = config(100, 1, 0, Schedule.CONSTANT, 2);
        StopAfter first = new StopAfter(Long.MAX_VALUE);
        StopAfter second = new StopAfter(Long.MAX_VALUE);

        trainer(nothingLearnt, folder.resolve("stale"), first).train();
        trainer(nothingLearnt, folder.resolve("stale"), second).train();

        assertThat(first.validations).hasSize(3);
        assertThat(second.validations).isEmpty();
    }

    @Test
    void aRunThatHasEndedNeedsItsDataNoMore() throws Exception {
        Path run = folder.resolve("ended");
        Path best = trainer(config(4), run, new StopAfter(Long.MAX_VALUE)).train();

        DataLocation gone = DataLocation.of(folder.resolve("gone"));
        Trainer again = new Trainer(config(4), gone, run, null, Device.cpu(), new StopAfter(0));

        assertThat(again.train()).isEqualTo(best).isRegularFile();
    }

    @Test
    void aStepThatCannotBeTakenStopsTheRunAndNamesItsExamples() throws Exception {
        Path run = folder.resolve("explodes");

        assertThatThrownBy(() -> trainer(config(9, 1, 1e30, Schedule.CONSTANT, 0), run, new StopAfter(Long.MAX_VALUE))
                        .train())
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("step ")
                .hasMessageContaining("bass song");

        assertThat(run.resolve("checkpoint.safetensors")).doesNotExist();
    }

    private static Trainer trainer(TrainingConfig config, Path run, TrainingProgress progress) {
        return new Trainer(config, DataLocation.of(data), run, null, Device.cpu(), progress);
    }

    private static TrainingConfig config(long steps) {
        return config(steps, 1, 1e-2, Schedule.COSINE, 0);
    }

    private static TrainingConfig config(
            long steps, int accumulate, double learningRate, Schedule schedule, int patience) {
        return new TrainingConfig(
                new ConvTasNet(2, 32, 32, 16, 8, 16, 8, 3, 3, 1, MaskActivation.SOFTMAX, false),
                new Objective(RemixModel.CONSISTENT, 1, 1),
                List.of("bass", "other"),
                RATE,
                new ExampleConfig(0.25, 0.5, 12, 3),
                2,
                accumulate,
                Precision.FP32,
                learningRate,
                schedule,
                2,
                steps,
                patience,
                5,
                4,
                2,
                4,
                7);
    }

    private static final class Stopped extends RuntimeException {}

    /** Stops a run as a power cut would, between two steps. */
    private static final class StopAfter implements TrainingProgress {

        private final List<Double> validations = new ArrayList<>();
        private final long steps;

        StopAfter(long steps) {
            this.steps = steps;
        }

        @Override
        public void step(long step, Report report, double learningRate) {
            if (step + 1 > steps) {
                throw new Stopped();
            }
        }

        @Override
        public void validated(long step, double sdrDb, double bestSdrDb) {
            validations.add(sdrDb);
        }
    }
}
