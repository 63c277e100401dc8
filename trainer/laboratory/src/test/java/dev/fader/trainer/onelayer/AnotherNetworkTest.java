package dev.fader.trainer.onelayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.audio.WavFile;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.cli.Printed;
import dev.fader.trainer.cli.TrainerCommand;
import dev.fader.trainer.data.Tones;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that is no Conv-TasNet is trained, kept, measured and remixes through what there is, and is named in one list. */
class AnotherNetworkTest {

    private static final int RATE = 8_000;
    private static final OneLayer NETWORK = new OneLayer(2, 16, 32);

    private static final String TRAINING = """
            {
              "network": {"architecture": "one_layer", "sources": 2, "filters": 16, "kernel": 32},
              "objective": {"model": "consistent", "psi": 1, "lambda": 1, "snrLimitDb": 0},
              "sources": ["bass", "other"],
              "sampleRateHz": 8000,
              "examples": {"segmentSeconds": 0.25, "drawing": "mixed", "crossSongShare": 0, "gainRangeDb": 12,
                  "augmentation": {"levelRangeDb": 0, "tiltRangeDb": 0, "negatedShare": 0, "absentShare": 0}},
              "batchSize": 2, "accumulate": 1, "precision": "fp32",
              "learningRate": 0.02, "schedule": "constant", "warmupSteps": 0, "steps": 80, "patience": 0, "clipNorm": 5, "averageDecay": 0,
              "validateEvery": 20, "validationBatches": 2, "checkpointEvery": 20, "seed": 1
            }
            """;

    @TempDir
    static Path folder;

    private static Path model;

    @BeforeAll
    static void itIsTrained() throws IOException {
        for (String split : List.of("train", "validation", "test")) {
            Path song = folder.resolve("data").resolve(split).resolve("song");
            Tones.write(song.resolve("bass.wav"), RATE, 2, 100);
            Tones.write(song.resolve("other.wav"), RATE, 2, 1_500);
        }
        Path config = Files.writeString(folder.resolve("training.json"), TRAINING);
        Path run = folder.resolve("run");
        run("train", "--config", config, "--data", folder.resolve("data"), "--run", run, "--device", "cpu");
        model = run.resolve("best.safetensors");
    }

    @Test
    void itLearns() throws IOException {
        List<String> log = Files.readAllLines(folder.resolve("run/log.ndjson"));

        double first = Json.MAPPER
                .readTree(log.get(19))
                .path("validation_remix_sdr_db")
                .asDouble();
        double last = Json.MAPPER
                .readTree(log.getLast())
                .path("validation_remix_sdr_db")
                .asDouble();

        assertThat(last).isNotNaN().isGreaterThan(first + 1);
    }

    @Test
    void itsFileNamesItsArchitecture() throws IOException {
        assertThat(ModelFile.read(model).network()).isEqualTo(NETWORK);
        assertThat(new String(Files.readAllBytes(model), StandardCharsets.ISO_8859_1))
                .contains("\\\"architecture\\\":\\\"one_layer\\\"");
    }

    @Test
    void itIsMeasuredByThePapersProtocol() throws IOException {
        Path result = measured("result.json");

        JsonNode measured = Json.MAPPER.readTree(result.toFile());
        assertThat(measured.path("ok").asBoolean()).isTrue();
        assertThat(measured.path("model").path("network").path("architecture").asText())
                .isEqualTo("one_layer");
    }

    /** By the paper's protocol. */
    private Path measured(String name) throws IOException {
        Path result = folder.resolve(name);
        run(
                "evaluate",
                "--model",
                model,
                "--data",
                folder.resolve("data"),
                "--protocol",
                "paper",
                "--out",
                result,
                "--device",
                "cpu");
        return result;
    }

    @Test
    void whatItGaveIsReadByTheExampleInPython() throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of))
                .anyMatch(place -> Files.isExecutable(place.resolve("python3")));
        Path result = measured("read.json");
        Path line = Files.writeString(
                folder.resolve("line.json"),
                Printed.by("evaluate", "--json", "--model=" + model, "--data=" + folder.resolve("data"), "--device=cpu")
                        .text());

        List<String> ofProtocol = example(result);
        List<String> ofLine = example(line);

        JsonNode measured =
                Json.MAPPER.readTree(result.toFile()).path("sources").path(1);
        assertThat(ofProtocol)
                .contains("other\t%.2f"
                        .formatted(measured.path("sdr_db").path("mean").asDouble()));
        JsonNode last = Json.MAPPER.readTree(
                Files.readAllLines(folder.resolve("run/log.ndjson")).getLast());
        assertThat(ofProtocol.getLast())
                .startsWith("79\t%.2f\t"
                        .formatted(last.path("validation_remix_sdr_db").asDouble()));
        assertThat(ofProtocol).filteredOn(text -> text.matches("\\d+\t.*")).hasSize(4);
        double bass = Json.MAPPER
                .readTree(line.toFile())
                .path("source_sdr_db")
                .path("bass")
                .asDouble();
        assertThat(ofLine).contains("bass\t%.2f".formatted(bass));
    }

    private static List<String> example(Path result) throws Exception {
        Path script = Path.of("../../docs/examples/read_results.py");
        Path printed = folder.resolve("printed");
        Process python = new ProcessBuilder(
                        "python3",
                        script.toString(),
                        "--result",
                        result.toString(),
                        "--run",
                        folder.resolve("run").toString(),
                        "--plot",
                        folder.resolve("figure.png").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(python.waitFor()).isZero();
        return Files.readAllLines(printed);
    }

    @Test
    void itRemixesAFile() throws IOException {
        Path input = folder.resolve("data/test/song/other.wav");
        Path output = folder.resolve("remix.wav");

        run("remix", input, output, "--model", model, "--gain", "other=-12", "--device", "cpu");

        assertThat(energy(output)).isLessThan(energy(input) / 4);
    }

    private static double energy(Path file) throws IOException {
        try (WavFile wav = WavFile.open(file)) {
            float[][] samples = new float[1][Math.toIntExact(wav.frames())];
            assertThat(wav.read(0, samples, 0, samples[0].length)).isEqualTo(2 * RATE);
            double sum = 0;
            for (float sample : samples[0]) {
                sum += sample * sample;
            }
            return sum;
        }
    }

    private static void run(Object... line) {
        String[] texts = List.of(line).stream().map(Object::toString).toArray(String[]::new);
        assertThat(TrainerCommand.commands().execute(texts)).isZero();
    }
}
