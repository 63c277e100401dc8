package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.data.Tones;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Songs in which nobody sings, by every protocol: what they leave of the vocals' stem, nothing or a converter's noise, is in
 * no figure, so that a data set measures the same with them and without.
 */
class SilentSourcesTest {

    private static final int RATE = 8_000;
    private static final int FRAMES = 3 * RATE;
    private static final ConvTasNet NETWORK =
            new ConvTasNet(2, 16, 16, 8, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX, false);

    /** Python's, in which what is no number is NaN. */
    private static final ObjectMapper MUSEVAL = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    @TempDir
    Path folder;

    private String model = "";

    @BeforeEach
    void aNetworkAndASongInWhichBothSound() throws IOException {
        Weights weights = NetworkPrograms.separation(NETWORK, Parameters.NAMED).initialWeights(new SplittableRandom(5));
        Path file = folder.resolve("drawn.safetensors");
        new ModelFile(NETWORK, List.of("vocals", "drums"), RATE, Map.of(), weights).write(file);
        model = file.toString();
        for (String data : List.of("sounding", "mixed")) {
            Tones.write(folder.resolve(data + "/test/a/vocals.wav"), RATE, 3, 400);
            Tones.write(folder.resolve(data + "/test/a/drums.wav"), RATE, 3, 1000);
        }
        Tones.write(folder.resolve("mixed/test/b/drums.wav"), RATE, 3, 1000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6})
    void remixesOfWholeSongsCountThemInNoMean(double noise) throws IOException {
        writeNoise(noise);

        JsonNode alone = Printed.by("evaluate", "--model", model, "--data", data("sounding"), "--both-polarities")
                .lastLine();
        JsonNode mixed = Printed.by("evaluate", "--model", model, "--data", data("mixed"), "--both-polarities")
                .lastLine();

        assertThat(mixed.path("silent_sources").asInt()).isEqualTo(1);
        for (String figure : List.of("source_sdr_db", "median_frame_sdr_db")) {
            assertThat(mixed.path(figure).path("vocals").asDouble(Double.NaN))
                    .isCloseTo(alone.path(figure).path("vocals").asDouble(), within(0.01));
        }
        JsonNode row = mixed.path("remix").path("vocals").path(0);
        JsonNode expected = alone.path("remix").path("vocals").path(0);
        assertThat(row.path("songs").asInt()).isEqualTo(expected.path("songs").asInt());
        for (String figure : List.of("min_sdr_db", "min_sdr_do_nothing_db", "ld_db")) {
            assertThat(row.path(figure).asDouble(Double.NaN))
                    .isCloseTo(expected.path(figure).asDouble(), within(0.01));
        }
        assertThat(mixed.path("min_sdr_do_nothing_db").asDouble()).isLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6})
    void thePapersProtocolCountsThemInNoMean(double noise) throws IOException {
        writeNoise(noise);

        JsonNode alone = result("sounding", "paper");
        JsonNode mixed = result("mixed", "paper");

        assertThat(mixed.path("silent_sources").asInt()).isEqualTo(1);
        assertThat(mixed.path("sources").path(0))
                .as("of the vocals, all that is known is from the song that has some")
                .isEqualTo(alone.path("sources").path(0));
        JsonNode drums = mixed.path("sources").path(1);
        assertThat(drums.path("sdr_db").path("count").asInt())
                .as("the drums are separated in both")
                .isEqualTo(2);
        assertThat(mixed.path("overall")
                        .path("min_sdr_do_nothing_without_zero_db")
                        .path("mean")
                        .asDouble())
                .isLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6})
    void musevalsFramesCountThemInNoMedianAndLoseNoOtherSource(double noise) throws IOException {
        writeNoise(noise);
        String frames = folder.resolve("museval").toString();

        JsonNode alone = result("sounding", "mdx");
        JsonNode mixed = result("mixed", "mdx", "--museval", frames, "--name", "net");

        assertThat(mixed.path("silent_sources").asInt()).isEqualTo(1);
        JsonNode row = mixed.path("rows").path(0);
        assertThat(row.path("sdr_db").path("vocals"))
                .isEqualTo(alone.path("rows").path(0).path("sdr_db").path("vocals"));
        assertThat(row.path("songs").path("b").path("drums").isNumber()).isTrue();
        assertThat(row.path("songs").path("b").has("vocals")).isFalse();
        JsonNode a = MUSEVAL.readTree(folder.resolve("museval/net/test/a.json").toFile());
        JsonNode b = MUSEVAL.readTree(folder.resolve("museval/net/test/b.json").toFile());
        assertThat(a.path("targets"))
                .extracting(target -> target.path("name").asText())
                .containsExactly("vocals", "drums");
        assertThat(b.path("targets"))
                .extracting(target -> target.path("name").asText())
                .containsExactly("drums");
        JsonNode frame = a.path("targets").path(0).path("frames").path(1);
        assertThat(frame.path("time").asDouble()).isEqualTo(1);
        assertThat(frame.path("duration").asDouble()).isEqualTo(1);
        assertThat(frame.path("metrics").fieldNames()).toIterable().containsExactly("SDR", "SIR", "SAR", "ISR");
        assertThat(median(a.path("targets").path(0)))
                .isCloseTo(row.path("songs").path("a").path("vocals").asDouble(), within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6})
    void vocalsAgainstAllElseCountThemInNoMean(double noise) throws IOException {
        writeNoise(noise);

        JsonNode alone = result("sounding", "htmd");
        JsonNode mixed = result("mixed", "htmd");

        assertThat(mixed.path("targets")).isEqualTo(alone.path("targets"));
        assertThat(mixed.path("songs").path(1).path("skipped_segments").asInt()).isEqualTo(3);
        assertThat(mixed.path("silence").path("pes_db").path("count").asInt())
                .as("the level where nobody sings is measured there")
                .isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6})
    void levelsOfStemsCountThemInNoMean(double noise) throws IOException {
        writeNoise(noise);
        String stems = "vocals,drums";

        JsonNode alone = Printed.by("leakage", "--model", model, "--data", data("sounding"), "--stems", stems)
                .lastLine();
        JsonNode mixed = Printed.by("leakage", "--model", model, "--data", data("mixed"), "--stems", stems)
                .lastLine();

        assertThat(mixed.path("silent_stems").asInt()).isEqualTo(1);
        assertThat(mixed.path("level_db").path("vocals"))
                .isEqualTo(alone.path("level_db").path("vocals"));
        assertThat(mixed.path("sdr_db").path("vocals"))
                .isEqualTo(alone.path("sdr_db").path("vocals"));
    }

    @Test
    void aDataSetOfSilenceIsNotBetterThanDoingNothing() throws IOException {
        Files.delete(folder.resolve("sounding/test/a/vocals.wav"));
        Files.delete(folder.resolve("sounding/test/a/drums.wav"));
        write(folder.resolve("sounding/test/a/vocals.wav"), 0);
        write(folder.resolve("sounding/test/a/drums.wav"), 0);

        Printed printed = Printed.by("evaluate", "--model", model, "--data", data("sounding"));

        assertThat(printed.exitCode()).isEqualTo(4);
        assertThat(printed.lastLine().path("silent_sources").asInt()).isEqualTo(2);
    }

    private JsonNode result(String data, String protocol, String... more) throws IOException {
        String[] arguments = {
            "evaluate", "--protocol", protocol, "--model", model, "--data", data(data), "--sources", "vocals,drums"
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Json.MAPPER.readTree(Printed.by(all).text());
    }

    private static double median(JsonNode target) {
        double[] values = new double[target.path("frames").size()];
        for (int t = 0; t < values.length; t++) {
            values[t] =
                    target.path("frames").path(t).path("metrics").path("SDR").asDouble();
        }
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private String data(String name) {
        return folder.resolve(name).toString();
    }

    private void writeNoise(double amplitude) throws IOException {
        write(folder.resolve("mixed/test/b/vocals.wav"), amplitude);
    }

    private static void write(Path file, double amplitude) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        double[][] samples = new double[1][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            samples[0][i] = amplitude * (2 * random.nextDouble() - 1);
        }
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.WAV_32_FLOAT, RATE, 1))) {
            writer.write(samples, 0, FRAMES);
            writer.finish();
        }
    }
}
