package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.data.Tones;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A training that its user stops, in a process of its own. */
@Timeout(120)
class StoppedTrainingTest {

    private static final String CONFIG = """
            {
              "network": {"architecture": "wave_u_net", "sources": 2, "window": 16384, "levels": 12, "baseFilters": 6,
                "downKernel": 15, "upKernel": 5},
              "objective": {"alpha": 1, "l1": "mse", "beta": 0, "l2": "none"},
              "sources": ["vocals", "accompaniment"],
              "sampleRateHz": 8000,
              "examples": {"segmentSeconds": 2.048, "drawing": "windows", "crossSongShare": 0, "gainRangeDb": 12,
                "augmentation": {"levelRangeDb": 0, "tiltRangeDb": 0, "negatedShare": 0, "absentShare": 0}},
              "batchSize": 2, "accumulate": 1, "precision": "fp32", "learningRate": 1e-4, "schedule": "constant",
              "warmupSteps": 0, "steps": 1000000, "patience": 0, "clipNorm": 0, "averageDecay": 0, "validateEvery": 1000000,
              "validationBatches": 1, "checkpointEvery": 1000000, "seed": 1
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void endsBetweenTwoStepsAndNotByACrashOfTheEngine() throws Exception {
        for (String split : List.of("train", "validation")) {
            Path song = folder.resolve("songs").resolve(split).resolve("song");
            Tones.write(song.resolve("vocals.wav"), 8_000, 5, 500);
            Tones.write(song.resolve("bass.wav"), 8_000, 5, 80);
        }
        Path config = Files.writeString(folder.resolve("config.json"), CONFIG);
        Path output = folder.resolve("output");

        Process training = start(
                output,
                List.of(
                        "train",
                        "--config",
                        config.toString(),
                        "--data",
                        folder.resolve("songs").toString(),
                        "--run",
                        folder.resolve("run").toString(),
                        "--device",
                        "cpu"));
        String printed;
        try (InputStream errors = training.getErrorStream()) {
            readUntil(errors, "loss");
            training.toHandle().destroy();
            printed = new String(errors.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            training.destroyForcibly();
        }

        assertThat(training.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(training.exitValue()).as(printed).isEqualTo(128 + 15);
        assertThat(printed).contains("fader trainer train: stopped");
        assertThat(output).content().doesNotContain("fatal error");
    }

    private Process start(Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@../../deploy/jvm.options",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                TrainerCommand.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectOutput(output.toFile()).start();
    }

    private static void readUntil(InputStream stream, String wanted) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(wanted) < 0) {
            int next = stream.read();
            assertThat(next).as(read.toString()).isNotNegative();
            read.append((char) next);
        }
    }
}
