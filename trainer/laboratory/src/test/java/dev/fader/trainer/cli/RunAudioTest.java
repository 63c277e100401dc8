package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.data.Tones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunAudioTest {

    private static final int RATE = 8_000;

    @TempDir
    private Path folder;

    @Test
    void whatARunKeepsToBeHeardIsPlayedInTheReportAndChangesNoWeight() throws IOException {
        for (String split : new String[] {"train", "validation"}) {
            Tones.write(folder.resolve("data/" + split + "/song/vocals.wav"), RATE, 3, 400);
            Tones.write(folder.resolve("data/" + split + "/song/drums.wav"), RATE, 3, 1000);
        }
        Path config = configuration();

        train(config, "silent");
        train(config, "heard", "--listen-every", "4");

        assertThat(folder.resolve("heard/listen/truth"))
                .isDirectoryContaining("glob:**/mixture.flac")
                .isDirectoryContaining("glob:**/drums.flac");
        try (var steps = Files.list(folder.resolve("heard/listen"))) {
            assertThat(steps.map(step -> step.getFileName().toString()))
                    .containsExactlyInAnyOrder("truth", "step-000004", "step-000008");
        }
        assertThat(folder.resolve("heard/best.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("silent/best.safetensors"));
        Path page = folder.resolve("page.html");
        Files.createDirectories(folder.resolve("results"));
        Printed.by("report", "--results", text("results"), "--runs", text("heard"), "--out", page.toString());
        assertThat(page).content().contains("vocals while it learnt", "<b>true vocals</b>", "<b>step 8</b>");
    }

    private void train(Path config, String run, String... more) {
        String[] arguments = {
            "train", "--config", config.toString(), "--data", text("data"), "--run", text(run), "--device", "cpu"
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        assertThat(Printed.by(all).exitCode()).isZero();
    }

    private Path configuration() throws IOException {
        ObjectNode config = (ObjectNode) Json.MAPPER.readTree(
                Printed.by("preset", "small", "--sources", "vocals,drums").text());
        ObjectNode network = (ObjectNode) config.path("network");
        network.put("filters", 16).put("kernel", 16).put("stride", 8).put("bottleneck", 8);
        network.put("hidden", 8).put("skip", 8).put("blocks", 2).put("repeats", 1);
        config.put("sampleRateHz", RATE)
                .put("precision", "fp32")
                .put("steps", 8)
                .put("warmupSteps", 1);
        config.put("validateEvery", 2)
                .put("validationBatches", 1)
                .put("checkpointEvery", 8)
                .put("batchSize", 1);
        Path file = folder.resolve("config.json");
        Files.writeString(file, config.toPrettyString());
        return file;
    }

    private String text(String name) {
        return folder.resolve(name).toString();
    }
}
