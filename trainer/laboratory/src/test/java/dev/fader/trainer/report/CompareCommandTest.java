package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.evaluation.GainGrid;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.RemixExample;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.SongScores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {

    private static final int SONGS = 6;

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void aModelThatIsBetterOnEverySongDiffersAndTheKeysOfItsConfigurationAreNamed() throws IOException {
        write("slow", 5, "{\"learningRate\": 0.001, \"network\": {\"blocks\": 7}}");
        write("fast", 6, "{\"learningRate\": 0.002, \"network\": {\"blocks\": 7}}");

        assertThat(compare("slow", "fast")).isZero();

        String page = Files.readString(folder.resolve("page.html"));
        assertThat(page)
                .contains("Baseline 0:1, slow", "Baseline 0:1, fast", "learningRate", "0.002")
                .doesNotContain("network.blocks")
                .contains("1.00 [1.00, 1.00]", "0.031")
                .doesNotContain("src=\"http", "href=\"http", "NaN");
        assertThat(folder.resolve("page-files/differences.csv"))
                .content()
                .contains(
                        "\"minSDR of remixes without 0 dB, dB\",all sources,\"Baseline 0:1, slow\",\"Baseline 0:1, fast\",6,5.0,6.0,1.0,1.0,1.0,0.031,0.031");
        assertThat(folder.resolve("page-files/differences-minsdr_of_remixes_without_0_db_db.svg"))
                .content()
                .contains("n = 6");
    }

    @Test
    void songsThatOnlyOneHasAreNamedAndTheOthersCompared() throws IOException {
        write("slow", 5, "{}");
        ProtocolResult other = result(6, "{}", List.of("song 0", "song 1", "another"), List.of());
        ResultFile.write(other, folder.resolve("fast.json"));

        assertThat(compare("slow", "fast")).isEqualTo(4);

        assertThat(folder.resolve("page.html"))
                .content()
                .contains("do not have the same songs; left out are song 2", "another");
        assertThat(folder.resolve("page-files/differences.csv")).content().contains(",2,5.0,6.0,1.0,");
    }

    @Test
    void theSameRemixByBothIsHeardAtOneLevel() throws IOException {
        for (double level : new double[] {0.5, 0.25}) {
            String name = level == 0.5 ? "loud" : "soft";
            flac(folder.resolve(name + ".flac"), level);
            RemixExample example =
                    new RemixExample("song 0", "vocals", 6, name + ".flac", name + ".flac", name + ".flac");
            ResultFile.write(result(5, "{}", songs(), List.of(example)), folder.resolve(name + ".json"));
        }

        assertThat(compare("loud", "soft")).isZero();

        assertThat(folder.resolve("page.html"))
                .content()
                .contains("song 0, vocals +6 dB", "data-volume=\"0.50\"", "data-volume=\"1\"", "currentTime");
    }

    @Test
    void oneModelIsNotCompared() throws IOException {
        write("slow", 5, "{}");

        assertThat(compare("slow")).isEqualTo(1);
        assertThat(errors.toString()).contains("name another result");
    }

    @Test
    void whatIsNoResultIsNamed() throws IOException {
        write("slow", 5, "{}");
        Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");

        assertThat(compare("slow", "other")).isEqualTo(1);
        assertThat(errors.toString()).contains("other.json is not a result");
    }

    private void write(String name, double minSdrDb, String training) throws IOException {
        ResultFile.write(result(minSdrDb, training, songs(), List.of()), folder.resolve(name + ".json"));
    }

    private static List<String> songs() {
        List<String> songs = new ArrayList<>();
        for (int i = 0; i < SONGS; i++) {
            songs.add("song " + i);
        }
        return songs;
    }

    private static ProtocolResult result(
            double minSdrDb, String training, List<String> songs, List<RemixExample> examples) throws IOException {
        JsonNode configuration = Json.MAPPER.readTree(training);
        double[][] table = new double[2][GainGrid.decibels().length];
        for (double[] row : table) {
            Arrays.fill(row, minSdrDb);
        }
        double[] pair = {1, 2};
        List<SongScores> scores = songs.stream()
                .map(song -> new SongScores(
                        song,
                        table,
                        table,
                        table,
                        table,
                        table,
                        0,
                        0,
                        null,
                        new SongScores.Separation(pair, pair, pair, pair)))
                .toList();
        return Results.with(Results.of("baseline", 0, 1, "a", "a"), configuration, scores, examples);
    }

    private static void flac(Path file, double level) throws IOException {
        double[][] samples = new double[1][8000];
        for (int i = 0; i < samples[0].length; i++) {
            samples[0][i] = level * Math.sin(i / 5.0);
        }
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.FLAC_16, 8000, 1))) {
            writer.write(samples, 0, samples[0].length);
            writer.finish();
        }
    }

    private int compare(String... names) {
        List<String> arguments = new ArrayList<>();
        for (String name : names) {
            arguments.add(folder.resolve(name + ".json").toString());
        }
        arguments.addAll(List.of("--out", folder.resolve("page.html").toString()));
        return new CommandLine(new CompareCommand())
                .setErr(new PrintWriter(errors))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments.toArray(String[]::new));
    }
}
