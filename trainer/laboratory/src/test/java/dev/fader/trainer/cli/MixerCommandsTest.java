package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixing.NoiselessSongs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From estimates to a mixer, its sources, their figures and a page, by commands alone. */
class MixerCommandsTest {

    @TempDir
    Path folder;

    @Test
    void aMixerThatWasTrainedIsBetterThanWhatItMixesAndItsWeightsAreDrawn() throws IOException {
        Map<String, Path> estimates = NoiselessSongs.write(folder);
        String b = "B=" + estimates.get("B");
        String c = "C=" + estimates.get("C");
        String data = folder.resolve("data").toString();
        String mixed = folder.resolve("mixed").toString();
        Path results = Files.createDirectories(folder.resolve("results"));

        assertThat(Printed.by(
                                "train-mixer",
                                "--config",
                                config(),
                                "--data",
                                data,
                                "--estimates",
                                b,
                                "--estimates",
                                c,
                                "--run",
                                folder.resolve("run").toString())
                        .exitCode())
                .isZero();
        String mixer = folder.resolve("run/best.safetensors").toString();
        assertThat(Printed.by(
                                "mix",
                                "--mixer",
                                mixer,
                                "--data",
                                data,
                                "--estimates",
                                b,
                                "--estimates",
                                c,
                                "--out",
                                mixed,
                                "--name",
                                "ours")
                        .exitCode())
                .isZero();
        assertThat(Printed.by(
                                "evaluate",
                                "--protocol",
                                "mdx",
                                "--estimates",
                                "ours=" + mixed,
                                "--estimates",
                                b,
                                "--estimates",
                                c,
                                "--data",
                                data,
                                "--sources",
                                "drums,vocals",
                                "--out",
                                results.resolve("mdx.json").toString())
                        .exitCode())
                .isZero();
        assertThat(Printed.by(
                                "report",
                                "--protocol",
                                "mdx",
                                "--results",
                                results.toString(),
                                "--weights",
                                mixed,
                                "--out",
                                folder.resolve("report.html").toString())
                        .exitCode())
                .isZero();

        JsonNode found = Json.MAPPER.readTree(results.resolve("mdx.json").toFile());
        double ours = found.path("rows").path(0).path("all_db").asDouble();
        assertThat(ours).isGreaterThan(found.path("best").path("all_db").asDouble() + 10);
        assertThat(found.path("best").path("whose").path("drums").asText()).isEqualTo("C");
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("best of the existing models, source by source", "8.09", "Weights W of ours")
                .contains(">mixture + B + C<", ">ours<")
                .doesNotContain("NaN", "src=\"http", "href=\"http");
        assertThat(folder.resolve("report-files/weights-ours-test_song_0-w.svg"))
                .content()
                .contains(">mixture L<");
        assertThat(folder.resolve("report-files/sdr.csv"))
                .content()
                .contains("ours,mixture + B + C,data,test,2,drums,");
    }

    @Test
    void aMixerRefusesEstimatesOfAnotherSeparator() throws IOException {
        Map<String, Path> estimates = NoiselessSongs.write(folder);
        String data = folder.resolve("data").toString();
        String b = "B=" + estimates.get("B");
        String c = "C=" + estimates.get("C");
        Printed.by(
                "train-mixer",
                "--config",
                config(),
                "--data",
                data,
                "--estimates",
                b,
                "--estimates",
                c,
                "--run",
                folder.resolve("run").toString());
        Path label = estimates.get("B").resolve("estimates.json");
        Files.writeString(label, Files.readString(label).replace("bbbb", "eeee"));

        Printed refused = Printed.by(
                "mix",
                "--mixer",
                folder.resolve("run/best.safetensors").toString(),
                "--data",
                data,
                "--estimates",
                b,
                "--estimates",
                c,
                "--out",
                folder.resolve("mixed").toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("mixed")).doesNotExist();
    }

    @Test
    void theMeanOfSeparatorsIsAMixerThatNeedsNoTraining() throws IOException {
        Map<String, Path> estimates = NoiselessSongs.write(folder);
        String b = "B=" + estimates.get("B");
        String c = "C=" + estimates.get("C");
        String mixer = folder.resolve("mixers/mean.safetensors").toString();

        Printed made = Printed.by("mean-mixer", "--estimates", b, "--estimates", c, "--out", mixer);
        Printed mixed = Printed.by(
                "mix",
                "--mixer",
                mixer,
                "--data",
                folder.resolve("data").toString(),
                "--estimates",
                b,
                "--estimates",
                c,
                "--out",
                folder.resolve("mixed").toString());

        assertThat(made.exitCode()).isZero();
        assertThat(mixed.exitCode()).isZero();
        assertThat(folder.resolve("mixed/test song 0/drums.wav")).isRegularFile();
        MixerFile file = MixerFile.read(Path.of(mixer));
        assertThat(file.channels().outputNames()).containsExactly("vocals L", "vocals R", "drums L", "drums R");
        assertThat(file.channels().inputNames())
                .containsExactly(
                        "vocals (B) L", "vocals (B) R", "drums (C) L", "drums (C) R", "vocals (C) L", "vocals (C) R");
        assertThat(file.weights().get("weight").data())
                .containsExactly(0.5f, 0, 0, 0, 0, 0.5f, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0.5f, 0, 0, 0, 0, 0.5f, 0, 0);
    }

    @Test
    void aMeanOfASourceThatNobodyEstimatesIsRefusedByName() throws IOException {
        Map<String, Path> estimates = NoiselessSongs.write(folder);
        Path mixer = folder.resolve("mean.safetensors");

        Printed refused = Printed.by(
                "mean-mixer",
                "--estimates",
                "B=" + estimates.get("B"),
                "--sources",
                "vocals,drums",
                "--out",
                mixer.toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(mixer).doesNotExist();
    }

    /** The paper's preset, cut down to small songs. */
    private String config() throws IOException {
        ObjectNode config = (ObjectNode) Json.MAPPER.readTree(
                Printed.by("mixer-preset", "time_invariant", "--separator", "B=vocals", "--separator", "C=drums+vocals")
                        .text());
        config.put("segment", 1024)
                .put("hop", 512)
                .put("sampleRateHz", NoiselessSongs.RATE)
                .put("learningRate", 1e-2);
        config.put("epochs", 12);
        ArrayNode sources = config.putArray("sources");
        NoiselessSongs.SOURCES.forEach(sources::add);
        Path file = folder.resolve("mixer.json");
        Files.writeString(file, config.toString());
        return file.toString();
    }
}
