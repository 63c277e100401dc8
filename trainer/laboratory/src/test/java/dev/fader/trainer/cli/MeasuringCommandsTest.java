package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.data.Tones;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that measure, whole, with a network of which the answer is known: without weights it shares the mixture evenly. */
class MeasuringCommandsTest {

    private static final int RATE = 8_000;
    private static final double HALF_DB = 20 * Math.log10(0.5);

    @TempDir
    Path folder;

    @Test
    void aNetworkThatSharesEvenlyLetsHalfOfEveryStemIntoEveryEstimate() throws IOException {
        Tones.write(folder.resolve("data/test/song/guitar.wav"), RATE, 3, 400);
        Tones.write(folder.resolve("data/test/song/rest.wav"), RATE, 3, 1000);

        JsonNode line = Printed.by("leakage", "--model", even(), "--data", data(), "--stems", "guitar,rest")
                .lastLine();

        assertThat(line.path("ok").asBoolean()).isTrue();
        for (String stem : List.of("guitar", "rest")) {
            for (String source : List.of("vocals", "drums")) {
                assertThat(line.path("level_db").path(stem).path(source).asDouble())
                        .isCloseTo(HALF_DB, within(0.01));
            }
        }
        assertThat(line.path("sdr_db").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "leakage"})
    void withJsonStandardOutputIsNothingElse(String command) throws IOException {
        Tones.write(folder.resolve("data/test/song/vocals.wav"), RATE, 3, 400);
        Tones.write(folder.resolve("data/test/song/drums.wav"), RATE, 3, 1000);
        List<String> arguments = new ArrayList<>(List.of(command, "--model", even(), "--data", data(), "--json"));
        if (command.equals("leakage")) {
            arguments.addAll(List.of("--stems", "vocals,drums"));
        }

        String text = Printed.by(arguments.toArray(String[]::new)).text();

        assertThat(text.lines()).hasSize(1);
        assertThat(Json.MAPPER.readTree(text).path("name").asText()).isEqualTo(command);
    }

    @Test
    void whatIsTakenForAnAbsentSourceIsHalfOfTheSong() throws IOException {
        Tones.write(folder.resolve("data/test/song/vocals.wav"), RATE, 3, 400);
        Tones.write(folder.resolve("data/test/song/drums.wav"), RATE, 3, 1000);

        JsonNode line = Printed.by("evaluate", "--model", even(), "--data", data(), "--leaks", "--both-polarities")
                .lastLine();

        for (String source : List.of("vocals", "drums")) {
            assertThat(line.path("leak_db").path(source).asDouble()).isCloseTo(HALF_DB, within(0.01));
            assertThat(line.path("polarity_db").path(source).asDouble()).isZero();
            assertThat(line.path("source_sdr_db").path(source).asDouble())
                    .isCloseTo(-10 * Math.log10(0.5), within(0.01));
        }
    }

    @Test
    void estimatesInAFolderAreMeasuredAsTheModelThatMadeThemIs() throws IOException {
        Tones.write(folder.resolve("data/test/song/vocals.wav"), RATE, 3, 400);
        Tones.write(folder.resolve("data/test/song/drums.wav"), RATE, 3, 1000);
        String model = drawn();
        String out = folder.resolve("estimates").toString();
        String result = folder.resolve("results/of/mdx.json").toString();
        String stems = "vocals,drums";

        Printed separated =
                Printed.by("separate", "--model", model, "--data", data(), "--sources", stems, "--out", out);
        Printed measured = Printed.by(
                "evaluate",
                "--protocol",
                "mdx",
                "--model",
                model,
                "--name",
                "A",
                "--estimates",
                "B=" + out,
                "--data",
                data(),
                "--sources",
                stems,
                "--out",
                result);

        assertThat(separated.exitCode()).isZero();
        assertThat(measured.exitCode()).isZero();
        JsonNode rows = Json.MAPPER.readTree(Path.of(result).toFile()).path("rows");
        double ofTheModel = rows.path(0).path("all_db").asDouble(Double.NaN);
        assertThat(ofTheModel).isFinite();
        assertThat(rows).hasSize(2).allSatisfy(row -> {
            assertThat(row.path("all_db").asDouble()).isCloseTo(ofTheModel, within(1e-6));
            assertThat(row.path("separator").path("parameters").asLong()).isPositive();
            assertThat(row.path("separator").path("run_time").path("seconds").asDouble())
                    .isPositive();
        });
    }

    @Test
    void estimatesAndResidualSumToTheMixture() throws IOException {
        Tones.write(folder.resolve("data/test/song/vocals.wav"), RATE, 3, 400);
        Tones.write(folder.resolve("data/test/song/drums.wav"), RATE, 3, 1000);
        Path out = folder.resolve("heard/test");

        Printed separated = Printed.by(
                "separate",
                "--model",
                drawn(),
                "--data",
                data(),
                "--sources",
                "vocals,drums",
                "--residual",
                "--out",
                out.toString());

        assertThat(separated.exitCode()).isZero();
        float[] mixture = sum(folder.resolve("data"), List.of("vocals", "drums"));
        float[] parts = sum(folder.resolve("heard"), List.of("vocals", "drums", "residual"));
        float[] residual = sum(folder.resolve("heard"), List.of("residual"));
        double error = 0;
        double rest = 0;
        for (int i = 0; i < mixture.length; i++) {
            error = Math.max(error, Math.abs(mixture[i] - parts[i]));
            rest = Math.max(rest, Math.abs(residual[i]));
        }
        assertThat(error).isLessThan(1e-6);
        assertThat(rest).isGreaterThan(1e-6);
    }

    private static float[] sum(Path data, List<String> stems) throws IOException {
        StemSong song = StemDataset.open(data, "test", stems, RATE).songs().getFirst();
        float[] sum = new float[(int) song.frames()];
        for (int k = 0; k < stems.size(); k++) {
            float[] stem = song.readMono(k, 0, sum.length);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += stem[i];
            }
        }
        return sum;
    }

    @Test
    void theVocalsOfAModelAreMeasuredAgainstAllElse() throws IOException {
        Tones.write(folder.resolve("data/test/song/vocals.wav"), RATE, 3, 400);
        Tones.write(folder.resolve("data/test/song/drums.wav"), RATE, 3, 1000);

        JsonNode found = Json.MAPPER.readTree(Printed.by(
                        "evaluate",
                        "--protocol",
                        "htmd",
                        "--model",
                        drawn(),
                        "--data",
                        data(),
                        "--sources",
                        "vocals,drums")
                .text());

        JsonNode vocals = found.path("targets").path(0);
        assertThat(vocals.path("target").asText()).isEqualTo("vocals");
        assertThat(vocals.path("segment_wise").path("sdr_db").path("count").asInt())
                .isEqualTo(3);
        assertThat(vocals.path("song_wise").path("sdr_db").path("median").asDouble(Double.NaN))
                .isFinite();
    }

    @Test
    void aFolderThatDoesNotSayWhatMadeItIsRefused() {
        Printed measured = Printed.by(
                "evaluate", "--protocol", "mdx", "--estimates", "B=" + folder, "--data", data(), "--sources", "vocals");

        assertThat(measured.exitCode()).isEqualTo(1);
    }

    @Test
    void withoutPackagesTheShippedSelectionIsFoundAndEachPackageIsMissing() throws IOException {
        JsonNode line =
                Printed.by("sounds", "--library", folder.toString(), "--json").lastLine();

        assertThat(line.path("ok").asBoolean()).isTrue();
        assertThat(line.path("sounds"))
                .filteredOn(sound -> sound.path("found").asBoolean())
                .extracting(sound -> sound.path("package").asText())
                .containsOnly("shipped");
        assertThat(line.path("missing"))
                .extracting(JsonNode::asText)
                .contains("fluid-soundfont-gm", "hydrogen-drumkits", "timgm6mb-soundfont", "ktuberling-data");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static final ConvTasNet NETWORK =
            new ConvTasNet(2, 16, 16, 8, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX, false);

    /** With weights from a seed: it separates nothing, but is not silent. */
    private String drawn() throws IOException {
        Weights weights = NetworkPrograms.separation(NETWORK, Parameters.NAMED).initialWeights(new SplittableRandom(5));
        Path file = folder.resolve("drawn.safetensors");
        new ModelFile(NETWORK, List.of("vocals", "drums"), RATE, Map.of(), weights).write(file);
        return file.toString();
    }

    private String even() throws IOException {
        Weights.Builder weights = new Weights.Builder();
        NetworkPrograms.separation(NETWORK, Parameters.NAMED)
                .parameters()
                .forEach(parameter -> weights.add(parameter.name(), parameter.dims(), new float[parameter.size()]));
        Path file = folder.resolve("even.safetensors");
        new ModelFile(NETWORK, List.of("vocals", "drums"), RATE, Map.of(), weights.build()).write(file);
        return file.toString();
    }
}
