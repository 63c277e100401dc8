package dev.fader.trainer.training;

import static dev.fader.trainer.training.ToneRuns.config;
import static dev.fader.trainer.training.ToneRuns.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.training.ToneRuns.StopAfter;
import dev.fader.trainer.training.ToneRuns.Stopped;
import dev.fader.trainer.training.TrainingConfig.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final long STEPS = 12;

    @TempDir
    static Path folder;

    private static Path data;

    @BeforeAll
    static void aLowAndAHighTonePerSong() throws IOException {
        data = folder.resolve("data");
        ToneRuns.write(data);
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

        assertThat(log(interrupted)).isEqualTo(log(unbroken));
        assertThat(weights(interrupted.resolve("best.safetensors")))
                .containsExactly(weights(unbroken.resolve("best.safetensors")));
    }

    @Test
    void trainingMakesTheRemixBetter() throws Exception {
        StopAfter watch = new StopAfter(Long.MAX_VALUE);

        trainer(config(60), folder.resolve("learns"), watch).train();

        assertThat(watch.validations.getLast()).isNotNaN().isGreaterThan(watch.validations.getFirst() + 1);
    }

    @Test
    void aRunCanStartFromAnEarlierModel() throws Exception {
        StopAfter first = new StopAfter(Long.MAX_VALUE);
        Path model = trainer(config(60), folder.resolve("first"), first).train();
        StopAfter second = new StopAfter(Long.MAX_VALUE);

        new Trainer(
                        new NetworkTraining(config(4), DataLocation.of(data), model),
                        folder.resolve("second"),
                        Device.cpu(),
                        second)
                .train();

        assertThat(ModelFile.read(model).provenance()).containsEntry("data", "data");
        assertThat(second.validations.getFirst()).isEqualTo(first.best());
        assertThat(folder.resolve("second/log.ndjson"))
                .content()
                .startsWith("{\"step\":-1,\"validation_remix_sdr_db\":");
    }

    @Test
    void aRunThatMakesItsFirstWeightsWorseKeepsThem() throws Exception {
        Path model = trainer(config(60), folder.resolve("good"), new StopAfter(Long.MAX_VALUE))
                .train();
        TrainingConfig ruinous = config(4, 1, 0.5, Schedule.CONSTANT, 0);

        Path best = new Trainer(
                        new NetworkTraining(ruinous, DataLocation.of(data), model),
                        folder.resolve("ruined"),
                        Device.cpu(),
                        new StopAfter(Long.MAX_VALUE))
                .train();

        assertThat(ModelFile.read(best).provenance()).containsEntry("steps", "0");
        assertThat(weights(best)).containsExactly(weights(model));
    }

    @Test
    void theAverageOfTheWeightsIsWhatIsSaved() throws Exception {
        TrainingConfig averaged = config(8, 1, 1e-2, Schedule.CONSTANT, 0, 0.9);
        TrainingConfig last = config(8, 1, 1e-2, Schedule.CONSTANT, 0, 0);

        Path smooth = trainer(averaged, folder.resolve("smooth"), new StopAfter(Long.MAX_VALUE))
                .train();
        Path rough = trainer(last, folder.resolve("rough"), new StopAfter(Long.MAX_VALUE))
                .train();

        assertThat(weights(smooth)).isNotEqualTo(weights(rough));
        assertThat(lossesOf("smooth")).isEqualTo(lossesOf("rough"));
    }

    @Test
    void aBaselineIsChosenByHowItSeparates() throws Exception {
        TrainingConfig some = config(4);
        TrainingConfig baseline = some.with(
                some.network(),
                new RemixObjective(RemixModel.BASELINE, 0, 1, 30),
                some.data().sources(),
                7);
        StopAfter watch = new StopAfter(Long.MAX_VALUE);

        trainer(baseline, folder.resolve("baseline"), watch).train();

        JsonNode last = entries("baseline").getLast();
        double separation = (last.path("validation_sdr_db_bass").asDouble()
                        + last.path("validation_sdr_db_other").asDouble())
                / 2;
        assertThat(watch.validations.getLast()).isCloseTo(separation, within(1e-9));
    }

    @Test
    void aRunThatAccumulatesGoesOnToTheLastDigit() throws Exception {
        TrainingConfig config = config(STEPS, 3, 1e-2, Schedule.CONSTANT, 0);
        trainer(config, folder.resolve("all"), new StopAfter(Long.MAX_VALUE)).train();

        assertThatThrownBy(() -> trainer(config, folder.resolve("part"), new StopAfter(5))
                        .train())
                .isInstanceOf(Stopped.class);
        trainer(config, folder.resolve("part"), new StopAfter(Long.MAX_VALUE)).train();

        assertThat(log(folder.resolve("part"))).isEqualTo(log(folder.resolve("all")));
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
        Trainer again = new Trainer(new NetworkTraining(config(4), gone, null), run, Device.cpu(), new StopAfter(0));

        assertThat(again.train()).isEqualTo(best).isRegularFile();
    }

    @Test
    void aRateOnAPlateauIsLoweredAsItWouldBeWithoutAnInterruption() throws Exception {
        TrainingConfig nothingLearnt = config(20, 1, 1e-12, Schedule.PLATEAU, 0);
        trainer(nothingLearnt, folder.resolve("flat"), new StopAfter(Long.MAX_VALUE))
                .train();

        assertThatThrownBy(() -> trainer(nothingLearnt, folder.resolve("flat-in-two"), new StopAfter(10))
                        .train())
                .isInstanceOf(Stopped.class);
        trainer(nothingLearnt, folder.resolve("flat-in-two"), new StopAfter(Long.MAX_VALUE))
                .train();

        assertThat(entries("flat"))
                .extracting(entry -> entry.path("learning_rate").asDouble())
                .startsWith(5e-13, 1e-12)
                .containsSubsequence(1e-12, 5e-13, 2.5e-13, 1.25e-13)
                .endsWith(1.25e-13);
        assertThat(log(folder.resolve("flat-in-two"))).isEqualTo(log(folder.resolve("flat")));
    }

    @Test
    void everyLineOfALogHasItsWallTime() throws Exception {
        trainer(config(3), folder.resolve("timed"), new StopAfter(Long.MAX_VALUE))
                .train();

        assertThat(entries("timed"))
                .allSatisfy(
                        entry -> assertThat(entry.path("seconds").asDouble()).isBetween(0.001, 600.0));
    }

    @Test
    void aKeptCheckpointIsGoneOnFromInAnotherFolder() throws Exception {
        TrainingConfig some = config(12);
        TrainingConfig keeping = new TrainingConfig(
                some.network(),
                some.objective(),
                some.data(),
                some.step(),
                some.budget(),
                new TrainingConfig.Rhythm(4, 2, 4, 3),
                some.seed());
        Path kept = folder.resolve("kept");
        Path branch = Files.createDirectories(folder.resolve("branch"));
        trainer(keeping, kept, new StopAfter(Long.MAX_VALUE)).train();
        for (int step : List.of(3, 6, 9, 12)) {
            assertThat(kept.resolve("checkpoint-%d.safetensors".formatted(step)))
                    .isRegularFile();
        }

        Files.copy(kept.resolve("checkpoint-6.safetensors"), branch.resolve("checkpoint.safetensors"));
        trainer(some, branch, new StopAfter(Long.MAX_VALUE)).train();

        assertThat(log(branch)).isEqualTo(log(kept).subList(6, 12));
        assertThat(weights(branch.resolve("best.safetensors")))
                .containsExactly(weights(kept.resolve("best.safetensors")));
    }

    @Test
    void anEndedRunWhoseBestWeightsAreGoneSaysSo() throws Exception {
        Path run = folder.resolve("gone");
        Files.delete(trainer(config(4), run, new StopAfter(Long.MAX_VALUE)).train());

        assertThatThrownBy(() -> trainer(config(4), run, new StopAfter(0)).train())
                .hasMessageContaining(run.resolve("best.safetensors") + " is missing");
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

    private static float[] weights(Path model) throws IOException {
        return ModelFile.read(model).weights().get("masker.mask_net.1.bias").data();
    }

    private static List<JsonNode> entries(String run) throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(run).resolve("log.ndjson"))) {
            entries.add(Json.MAPPER.readTree(line));
        }
        return entries;
    }

    private static List<Double> lossesOf(String run) throws IOException {
        return entries(run).stream()
                .map(entry -> entry.path("loss_db").asDouble())
                .toList();
    }

    private static Trainer trainer(TrainingConfig config, Path run, TrainingProgress progress) {
        return new Trainer(new NetworkTraining(config, DataLocation.of(data), null), run, Device.cpu(), progress);
    }
}
