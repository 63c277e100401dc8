package dev.fader.trainer.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.MlpMixer;
import dev.fader.trainer.mixer.MlpMixer.Pooling;
import dev.fader.trainer.mixer.TimeInvariant;
import dev.fader.trainer.mixer.Weigher;
import dev.fader.trainer.mixing.MixerConfig.Mixed;
import dev.fader.trainer.mixing.MixerTraining.EstimatedSongs;
import dev.fader.trainer.training.ToneRuns;
import dev.fader.trainer.training.Trainer;
import dev.fader.trainer.training.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixerTrainingTest {

    private static final int T = 256;
    private static final MlpMixer SMALL = new MlpMixer(16, 2, 0.2, Pooling.CHANNELS);

    @TempDir
    static Path folder;

    private static Map<String, Path> estimates;

    @BeforeAll
    static void songsThatAreMixedExactly() throws IOException {
        estimates = NoiselessSongs.write(folder);
    }

    @Test
    void onNoiselessDataTheLeastAbsoluteDifferenceIsWhereTheLeastSquaresAre() throws Exception {
        MixerConfig config = config(new TimeInvariant(), 16, 5e-3);
        float[] learnt =
                weights(train(config, "linear", Long.MAX_VALUE)).get("weight").data();
        double[][] solved = leastSquares(config);

        for (int side = 0; side < 2; side++) {
            for (int e = 0; e < 3; e++) {
                for (int k = 0; k < 2; k++) {
                    for (int other = 0; other < 2; other++) {
                        double truth = side == other ? NoiselessSongs.WEIGHTS[e][k] : 0;
                        int row = 2 * e + side;
                        int column = 2 * k + other;
                        assertThat(solved[row][column]).isCloseTo(truth, within(1e-5));
                        assertThat((double) learnt[row * 4 + column]).isCloseTo(truth, within(0.02));
                    }
                }
            }
        }
    }

    @Test
    void aRunThatWasInterruptedGoesOnToTheLastDigitAsIfItHadNotBeen() throws Exception {
        MixerConfig config = config(SMALL, 2, 1e-3);
        train(config, "unbroken", Long.MAX_VALUE);

        assertThatThrownBy(() -> train(config, "interrupted", 21)).isInstanceOf(Stopped.class);
        train(config, "interrupted", Long.MAX_VALUE);

        assertThat(ToneRuns.log(folder.resolve("interrupted"))).isEqualTo(ToneRuns.log(folder.resolve("unbroken")));
        assertThat(folder.resolve("interrupted/best.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("unbroken/best.safetensors"));
        assertThat(folder.resolve("interrupted/checkpoint.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("unbroken/checkpoint.safetensors"));
    }

    @Test
    void theMixerOfTheEpochWithTheLeastLossInValidationIsKept() throws Exception {
        Path best = train(config(SMALL, 3, 1e-3), "kept", Long.MAX_VALUE);

        List<Double> losses = Files.readAllLines(folder.resolve("kept/log.ndjson")).stream()
                .map(MixerTrainingTest::json)
                .filter(line -> line.has("validation_loss"))
                .map(line -> line.path("validation_loss").asDouble())
                .toList();
        assertThat(losses).hasSize(3);
        assertThat(losses.getLast()).isLessThan(losses.getFirst());
        double least = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        assertThat(MixerFile.read(best).provenance()).containsEntry("validation_loss", Double.toString(least));
        assertThat(MixerFile.read(best).channels().separators())
                .extracting(separator -> separator.sha256().substring(0, 2))
                .containsExactly("bb", "cc");
    }

    @Test
    void separatorsThatChangedMakeItAnotherRun() throws Exception {
        MixerConfig config = config(new TimeInvariant(), 1, 1e-3);
        train(config, "changed", Long.MAX_VALUE);
        Path retrained = Files.createDirectories(folder.resolve("retrained"));
        EstimatesFolder.create(retrained, NoiselessSongs.label("B", "d", List.of("vocals")));
        Map<String, Path> others = Map.of("B", retrained, "C", folder.resolve("c"));

        assertThatThrownBy(
                        () -> trainer(config, others, "changed", Long.MAX_VALUE).train())
                .hasMessageContaining("belongs to a run with another configuration");
        assertThatThrownBy(() -> Ingredients.of(
                        MixerFile.read(folder.resolve("changed/best.safetensors"))
                                .channels(),
                        others))
                .hasMessageContaining("(bbbbbbbbbbbb…)")
                .hasMessageContaining("(dddddddddddd…)");
        assertThatThrownBy(() -> Ingredients.of(config, Map.of("B", retrained)))
                .hasMessageContaining("give --estimates C=FOLDER");
    }

    private static Path train(MixerConfig config, String run, long stopAfter) throws Exception {
        return trainer(config, estimates, run, stopAfter).train();
    }

    private static Trainer trainer(MixerConfig config, Map<String, Path> given, String run, long stopAfter)
            throws IOException {
        Ingredients ingredients = Ingredients.of(config, given);
        return new Trainer(
                new MixerTraining(
                        config,
                        "data",
                        new EstimatedSongs(songs(config, "train"), ingredients),
                        new EstimatedSongs(songs(config, "validation"), ingredients)),
                folder.resolve(run),
                Device.cpu(),
                new StopAfter(stopAfter));
    }

    private static StemDataset songs(MixerConfig config, String split) throws IOException {
        return data().open(split, config.sources(), config.sampleRateHz());
    }

    /** Stops a run as a power cut would, between two steps. */
    private record StopAfter(long steps) implements TrainingProgress {

        @Override
        public void step(long step, Report report, double learningRate) {
            if (step >= steps) {
                throw new Stopped();
            }
        }
    }

    private static DataLocation data() {
        return DataLocation.of(folder.resolve("data"));
    }

    private static Weights weights(Path mixer) throws IOException {
        return MixerFile.read(mixer).weights();
    }

    private static MixerConfig config(Weigher weigher, int epochs, double learningRate) {
        return new MixerConfig(
                weigher,
                T,
                T,
                false,
                List.of(new Mixed("B", List.of("vocals")), new Mixed("C", List.of("drums", "vocals"))),
                NoiselessSongs.SOURCES,
                NoiselessSongs.RATE,
                4,
                learningRate,
                epochs,
                5,
                9);
    }

    /** By the normal equations, on the examples of the run's first epoch. */
    private static double[][] leastSquares(MixerConfig config) throws IOException {
        SegmentBatches batches = new SegmentBatches(
                        config,
                        Ingredients.of(config, estimates),
                        data().open("train", config.sources(), config.sampleRateHz()))
                .open();
        double[][] a = new double[6][6 + 4];
        for (int n = 0; n < batches.count(); n++) {
            Input[] inputs = batches.shuffled(n).inputs();
            int size = (int) inputs[0].dims()[0];
            for (int b = 0; b < size; b++) {
                for (int t = 0; t < T; t++) {
                    for (int i = 0; i < 6; i++) {
                        double x = inputs[0].values()[(b * 6 + i) * T + t];
                        for (int j = 0; j < 6; j++) {
                            a[i][j] += x * inputs[0].values()[(b * 6 + j) * T + t];
                        }
                        for (int o = 0; o < 4; o++) {
                            a[i][6 + o] += x * inputs[1].values()[(b * 4 + o) * T + t];
                        }
                    }
                }
            }
        }
        for (int i = 0; i < 6; i++) {
            for (int r = 0; r < 6; r++) {
                double factor = r == i ? 0 : a[r][i] / a[i][i];
                for (int c = 0; c < 10; c++) {
                    a[r][c] -= factor * a[i][c];
                }
            }
        }
        double[][] solved = new double[6][4];
        for (int i = 0; i < 6; i++) {
            for (int o = 0; o < 4; o++) {
                solved[i][o] = a[i][6 + o] / a[i][i];
            }
        }
        return solved;
    }

    private static JsonNode json(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
