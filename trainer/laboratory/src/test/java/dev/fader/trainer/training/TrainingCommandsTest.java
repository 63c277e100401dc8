package dev.fader.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.cli.Printed;
import dev.fader.trainer.data.ExcerptSampling;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCommandsTest {

    @TempDir
    Path folder;

    @Test
    void aPresetIsTrainedWithOtherValuesForSomeKeys() throws Exception {
        ToneRuns.write(folder.resolve("data"));

        Printed trained = Printed.by(
                "train",
                "--preset=small",
                "--set=network={\"sources\": 2, \"filters\": 32, \"kernel\": 32, \"stride\": 16, \"bottleneck\": 8, \"hidden\": 16,"
                        + " \"skip\": 8, \"blockKernel\": 3, \"blocks\": 3, \"repeats\": 1, \"maskActivation\": \"softmax\","
                        + " \"gainConditioned\": false}",
                "--set=sources=[\"bass\", \"other\"]",
                "--set=sampleRateHz=8000",
                "--set=examples.segmentSeconds=0.25",
                "--set=warmupSteps=0",
                "--set=steps=2",
                "--set=precision=fp32",
                "--set=weightDecay=0.01",
                "--data=" + folder.resolve("data"),
                "--run=" + folder.resolve("run"),
                "--device=cpu");

        assertThat(trained.exitCode()).isEqualTo(ExitCode.DONE);
        JsonNode training = Json.MAPPER.readTree(ModelFile.read(folder.resolve("run/best.safetensors"))
                .provenance()
                .get("training"));
        assertThat(training.path("steps").asInt()).isEqualTo(2);
        assertThat(training.path("weightDecay").asDouble()).isEqualTo(0.01);
        assertThat(Files.readAllLines(folder.resolve("run/log.ndjson"))).hasSize(2);
    }

    @Test
    void aPresetIsPrintedWithOtherValuesForSomeKeys() throws Exception {
        Printed printed = Printed.by(
                "preset",
                "small",
                "--set=batchSize=16",
                "--set=examples.drawing=paper",
                "--set=examples.crossSongShare=0");
        TrainingConfig config = TrainingConfig.parse(printed.text());

        assertThat(config.data().batchSize()).isEqualTo(16);
        assertThat(config.data().examples().drawing()).isEqualTo(ExcerptSampling.PAPER);
        assertThat(config.step()).isEqualTo(TrainingPreset.SMALL.config().step());
        assertThat(Printed.by("preset", "small", "--set=examples.drawing=paper").exitCode())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aConfigurationIsFromAFileOrAPreset() {
        assertThat(Printed.by("train", "--data=x", "--run=y").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(Printed.by("train", "--config=c", "--preset=small", "--data=x", "--run=y")
                        .exitCode())
                .isEqualTo(ExitCode.WRONG_USAGE);
    }
}
