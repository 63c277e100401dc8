package dev.fader.trainer.training;

import static dev.fader.trainer.training.ToneRuns.config;
import static dev.fader.trainer.training.ToneRuns.log;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.training.ToneRuns.StopAfter;
import dev.fader.trainer.training.ToneRuns.Stopped;
import dev.fader.trainer.training.TrainingConfig.Data;
import dev.fader.trainer.training.TrainingConfig.Schedule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run in a folder is bound to: its configuration, its songs, and one process. */
class RunBindingTest {

    @TempDir
    Path folder;

    private Path data;
    private Path run;

    @BeforeEach
    void songs() throws IOException {
        data = folder.resolve("data");
        run = folder.resolve("run");
        ToneRuns.write(data);
    }

    @Test
    void anotherConfigurationIsRefusedAndTheKeysAreNamedWithBothValues() throws Exception {
        train(config(3), data);
        TrainingConfig other = config(3);
        TrainingConfig.Data drawn = other.data();
        other = new TrainingConfig(
                other.network(),
                other.objective(),
                new Data(drawn.sources(), drawn.sampleRateHz(), drawn.examples(), 3),
                other.step(),
                other.budget(),
                other.rhythm(),
                8);

        TrainingConfig changed = other;
        assertThatThrownBy(() -> train(changed, data))
                .hasMessageContaining(run.toString())
                .hasMessageContaining("another configuration: batchSize was 2 and is 3; seed was 7 and is 8. ");
    }

    @Test
    void aRunIsExtendedAndItsLearningRateChanged() throws Exception {
        train(config(4, 1, 1e-2, Schedule.CONSTANT, 0), data);

        train(config(9, 1, 5e-3, Schedule.CONSTANT, 7), data);

        assertThat(Files.readAllLines(run.resolve("log.ndjson"))).hasSize(9);
        assertThat(Files.readAllLines(run.resolve("log.ndjson")).getLast()).contains("\"learning_rate\":0.005");
        assertThat(Safetensors.read(run.resolve("checkpoint.safetensors")).metadata())
                .containsEntry("step", "9");
    }

    @Test
    void aRunThatIsExtendedAtAConstantRateIsTheLongerOneToTheLastDigit() throws Exception {
        Path longer = folder.resolve("longer");
        train(config(8, 1, 1e-2, Schedule.CONSTANT, 0), data, longer);

        train(config(4, 1, 1e-2, Schedule.CONSTANT, 0), data);
        train(config(8, 1, 1e-2, Schedule.CONSTANT, 0), data);

        assertThat(files(run)).isEqualTo(files(longer));
    }

    @Test
    void equalRunsGiveEqualFilesWhereverTheirSongsLie() throws Exception {
        Path elsewhere = folder.resolve("elsewhere/data");
        ToneRuns.write(elsewhere);

        train(config(8), data);
        train(config(8), elsewhere, folder.resolve("again"));

        assertThat(files(run)).hasSize(4).isEqualTo(files(folder.resolve("again")));
    }

    @Test
    void aRunGoesOnWithItsSongsWhereverTheyLieAndWithNoOthers() throws Exception {
        assertThatThrownBy(() -> train(config(12), data, run, new StopAfter(6))).isInstanceOf(Stopped.class);
        Path moved = Files.move(data, folder.resolve("moved"));
        ToneRuns.write(moved.resolve("train/song1"), 99, 1300);
        Files.move(moved.resolve("validation/song2"), moved.resolve("validation/song9"));

        assertThatThrownBy(() -> train(config(12), moved))
                .hasMessageContaining("other songs: train has another recording of song1; validation lacks song2;"
                        + " validation has besides song9. ");

        ToneRuns.write(moved.resolve("train/song1"), 95, 1100);
        Files.move(moved.resolve("validation/song9"), moved.resolve("validation/song2"));
        train(config(12), moved);
    }

    @Test
    void aRunThatBeganWithAModelGoesOnWithItOrWithoutBeingToldAndWithNoOther() throws Exception {
        train(config(3), data);
        Path model = Files.copy(run.resolve("best.safetensors"), folder.resolve("model.safetensors"));
        train(config(6), data, folder.resolve("another"));
        Path other = folder.resolve("another/best.safetensors");
        Path second = folder.resolve("second");
        trainFrom(model, config(3), second);

        trainFrom(model, config(4), second);
        trainFrom(null, config(5), second);

        assertThatThrownBy(() -> trainFrom(other, config(6), second))
                .hasMessageContaining(second.resolve("checkpoint.safetensors").toString())
                .hasMessageContaining("began with another model, not with the model that is given");
        assertThatThrownBy(() -> trainFrom(model, config(6), run)).hasMessageContaining("weights drawn from its seed");
    }

    @Test
    void aCheckpointFromBeforeSongsWereKeptGoesOn() throws Exception {
        assertThatThrownBy(() -> train(config(12), data, run, new StopAfter(6))).isInstanceOf(Stopped.class);
        Path checkpoint = run.resolve("checkpoint.safetensors");
        Safetensors old = Safetensors.read(checkpoint);
        Map<String, String> metadata = new TreeMap<>(old.metadata());
        assertThat(metadata.remove("songs")).contains("song1");
        assertThat(metadata.remove("first_model")).isEmpty();
        new Safetensors(metadata, old.tensors()).write(checkpoint);

        train(config(12), data);

        assertThat(Safetensors.read(checkpoint).metadata()).containsKey("songs");
    }

    @Test
    void aFolderHasOneProcessAtATime() throws Exception {
        try (TrainingSession unused = session()) {
            assertThatThrownBy(() -> train(config(3), data))
                    .hasMessageContaining(run + " is being trained in by another process");
        }

        train(config(3), data);
    }

    @Test
    void whatAKilledProcessLeftIsRemovedOrPassedOver() throws Exception {
        assertThatThrownBy(() -> train(config(12), data, run, new StopAfter(6))).isInstanceOf(Stopped.class);
        Path half = Files.writeString(run.resolve("checkpoint.safetensors.123.part"), "half a check");
        Files.writeString(run.resolve("log.ndjson"), "{\"step\":6,\"learn", StandardOpenOption.APPEND);
        Path unbroken = folder.resolve("unbroken");
        train(config(12), data, unbroken);

        train(config(12), data);

        assertThat(half).doesNotExist();
        assertThat(files(run)).isEqualTo(files(unbroken));
    }

    @Test
    void aSampleThatIsNoNumberStopsARunAndItsPlaceIsNamed() throws Exception {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            for (int song = 0; song < 3; song++) {
                writeFloats(data.resolve("train/song" + song + "/bass.wav"), 700, wrong);
            }

            assertThatThrownBy(() -> train(config(60), data))
                    .hasMessageStartingWith("cannot draw training examples")
                    .rootCause()
                    .hasMessageContaining("bass.wav has %s in place of a sample at frame 700: mend the file", wrong);
        }
    }

    private TrainingSession session() throws IOException {
        return new TrainingSession(new NetworkTraining(config(3), DataLocation.of(data), null), run, Device.cpu());
    }

    private void trainFrom(@Nullable Path model, TrainingConfig config, Path into) throws Exception {
        new Trainer(
                        new NetworkTraining(config, DataLocation.of(data), model),
                        into,
                        Device.cpu(),
                        new StopAfter(Long.MAX_VALUE))
                .train();
    }

    private void train(TrainingConfig config, Path songs) throws Exception {
        train(config, songs, run);
    }

    private static void train(TrainingConfig config, Path songs, Path run) throws Exception {
        train(config, songs, run, new StopAfter(Long.MAX_VALUE));
    }

    private static void train(TrainingConfig config, Path songs, Path run, TrainingProgress progress) throws Exception {
        new Trainer(new NetworkTraining(config, DataLocation.of(songs), null), run, Device.cpu(), progress).train();
    }

    /** Hashes of a run's files by their names; of the log its text but for the wall time. */
    private static Map<String, String> files(Path run) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(run)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                files.put(name, name.endsWith(".ndjson") ? log(run).toString() : Sha256.of(file));
            }
        }
        return files;
    }

    /** Two seconds at 8 kHz of 32-bit floats, one of which is no number. */
    private static void writeFloats(Path file, int wrongFrame, float wrong) throws IOException {
        int frames = 16_000;
        ByteBuffer wav = ByteBuffer.allocate(44 + 4 * frames).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(US_ASCII)).putInt(36 + 4 * frames).put("WAVEfmt ".getBytes(US_ASCII));
        wav.putInt(16).putShort((short) 3).putShort((short) 1).putInt(8_000).putInt(32_000);
        wav.putShort((short) 4).putShort((short) 32);
        wav.put("data".getBytes(US_ASCII)).putInt(4 * frames);
        for (int i = 0; i < frames; i++) {
            wav.putFloat(i == wrongFrame ? wrong : (float) (0.3 * Math.sin(2 * Math.PI * 80 * i / 8_000)));
        }
        Files.write(file, wav.array());
    }
}
