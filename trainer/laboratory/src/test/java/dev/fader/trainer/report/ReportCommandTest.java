package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.RemixExample;
import dev.fader.trainer.evaluation.ResultFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import picocli.CommandLine;

class ReportCommandTest {

    @TempDir
    private Path folder;

    @Test
    void onePageHoldsThePapersNumbersOursAndWhatIsMissing() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        ResultFile.write(Results.of("baseline", 0, 1, "synthetic Slakh", "synthetic Slakh"), results.resolve("a.json"));
        ResultFile.write(
                Results.of("consistent", 1, 1, "synthetic Slakh", "synthetic Slakh"), results.resolve("b.json"));
        Path run = Files.createDirectories(folder.resolve("runs/first"));
        Files.writeString(run.resolve("log.ndjson"), """
                {"step":0,"loss_db":3.5,"seconds":40.5}
                {"step":1,"loss_db":2.5,"validation_remix_sdr_db":4.0,"seconds":25}
                """);

        int code = run("--results", "results", "--runs", "runs", "--out", "report.html");

        assertThat(code).isZero();
        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page)
                .contains("28.24 / 0.18", "10.00 ± 1.00 / 10.00", "synthetic Slakh → synthetic Slakh (2 songs, seed 7)")
                .contains("<td>2</td>\n<td>4.00</td>\n<td>0:01:06</td>")
                .contains("without 0 dB: 8.25", "ours: missing", "-6.06 / 7.85 †", "Consistent (ours) 1:1")
                .doesNotContain("src=\"http", "href=\"http", "NaN");
        Path files = folder.resolve("report-files");
        assertThat(files.resolve("table1.csv")).content().hasLineCount(1 + 91 + 2);
        assertThat(files.resolve("fig3.csv")).content().contains("\"two, or \"\"2\"\"\",drums,2.0,4.0,6.0,\n");
        assertThat(files.resolve("fig4.csv")).content().hasLineCount(1 + 2 * 2 * 17);
        for (String figure : new String[] {"fig3-sar", "fig4-minsdr", "fig4-ld", "gain-all-sources"}) {
            Path svg = files.resolve(figure + "-synthetic_slakh-synthetic_slakh-2.svg");
            assertThat(page).contains(Files.readString(svg));
            assertThat(text(svg)).contains("Baseline 0:1");
        }
        assertThat(text(files.resolve("fig4-minsdr-synthetic_slakh-synthetic_slakh-2.svg")))
                .contains("output = input", "gain of vocals, dB", "−24", "−18", "0", "24");
        assertThat(text(files.resolve("loss.svg"))).contains("first", "step");
        assertThat(files.resolve("validation.svg")).isNotEmptyFile();
    }

    @Test
    void runsThatShareTheirNameAreToldApartByTheirFolders() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        ResultFile.write(Results.of("baseline", 0, 1, "a", "a"), results.resolve("a.json"));
        for (String sweep : new String[] {"slow", "fast"}) {
            Path run = Files.createDirectories(
                    folder.resolve("runs").resolve(sweep).resolve("first"));
            Files.writeString(run.resolve("log.ndjson"), "{\"step\":0,\"loss_db\":3.5}\n{\"step\":1,\"loss_db\":3}\n");
        }

        assertThat(run("--results", "results", "--runs", "runs", "--out", "report.html"))
                .isZero();
        assertThat(folder.resolve("report-files/loss.svg")).isNotEmptyFile();
    }

    @Test
    void anEmptyFolderIsAPageThatSaysWhatToDo() throws IOException {
        Files.createDirectories(folder.resolve("results"));

        assertThat(run("--results", "results", "--runs", "nowhere", "--out", "report.html"))
                .isEqualTo(4);

        assertThat(folder.resolve("report.html"))
                .content()
                .contains("What could not be shown", "evaluate --protocol paper --out", "there is no folder")
                .contains("28.24 / 0.18");
    }

    @Test
    void whatCannotBeReadIsListedAndTheRestIsShown() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        ResultFile.write(Results.of("baseline", 0, 1, "a", "a"), results.resolve("good.json"));
        Files.writeString(results.resolve("foreign.json"), "{\"a\": 1}");
        Files.writeString(results.resolve("empty.json"), "");
        Files.writeString(results.resolve("list.json"), "[1, 2]");
        Files.writeString(
                results.resolve("halved.json"),
                Files.readString(results.resolve("good.json")).substring(0, 900));
        Files.writeString(results.resolve("hollow.json"), "{\"protocol\": \"paper\"}");
        Files.writeString(
                results.resolve("short.json"),
                Files.readString(results.resolve("good.json")).replace("\"sdr\" : [ 1.0, 2.0 ]", "\"sdr\" : [ 1.0 ]"));
        Files.createDirectories(results.resolve("folder.json"));
        Path run = Files.createDirectories(folder.resolve("runs/killed"));
        Files.writeString(run.resolve("log.ndjson"), "{\"step\":0,\"loss_db\":3.5}\n{\"step\":1,\"loss_d");
        Files.writeString(run.resolve("best.safetensors"), "no model");

        int code = run("--results", "results", "--runs", "runs", "--out", "report.html");

        assertThat(code).isEqualTo(4);
        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page).contains("10.00 ± 1.00 / 10.00");
        for (String name : List.of("foreign", "empty", "list", "halved", "hollow", "short")) {
            assertThat(page).contains(name + ".json");
        }
        assertThat(page)
                .contains("ProtocolResult.name is missing", "the tables of a song are not of 2 sources")
                .contains("log.ndjson has 1 lines that cannot be read", "killed/best.safetensors")
                .doesNotContain("folder.json");
        assertThat(folder.resolve("report-files/table1.csv")).content().hasLineCount(1 + 91 + 1);
    }

    @Test
    void aMissingRemixIsListedAndTheOthersAreHeard() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        ProtocolResult result = Results.of("baseline", 0, 1, "a", "a");
        Path audio = folder.resolve("results/there.flac");
        try (AudioWriter writer = AudioWriter.create(audio, AudioOutput.of(AudioEncoding.FLAC_16, 8000, 1))) {
            writer.write(new double[][] {{0.5, -0.5, 0.25}}, 0, 3);
            writer.finish();
        }
        RemixExample there = new RemixExample("one", "vocals", 6, "there.flac", "there.flac", "there.flac");
        RemixExample gone = new RemixExample("one", "vocals", -12, "there.flac", "gone.flac", "there.flac");
        ResultFile.write(Results.with(result, List.of(gone, there)), results.resolve("a.json"));

        assertThat(run("--results", "results", "--out", "report.html")).isEqualTo(4);

        assertThat(folder.resolve("report.html"))
                .content()
                .contains("gone.flac", "vocals +6 dB")
                .doesNotContain("vocals -12 dB");
    }

    @Test
    void resultsOfASweepAreToldApartByTheirFiles() throws IOException {
        for (String rate : List.of("fast", "slow")) {
            Path results = Files.createDirectories(folder.resolve("results").resolve(rate));
            ResultFile.write(Results.of("baseline", 0, 1, "a", "a"), results.resolve("best.json"));
        }

        assertThat(run("--results", "results", "--out", "report.html")).isZero();

        assertThat(folder.resolve("report.html"))
                .content()
                .contains("Baseline 0:1, fast/best", "Baseline 0:1, slow/best")
                .doesNotContain("2 seeds");
        assertThat(folder.resolve("report-files/fig3.csv")).content().contains("\"baseline 0:1, slow/best\"");
    }

    /** What one reads in a picture, which is XML by itself. */
    private static List<String> text(Path svg) throws IOException {
        try {
            NodeList found = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(svg.toFile())
                    .getElementsByTagName("text");
            return IntStream.range(0, found.getLength())
                    .mapToObj(i -> found.item(i).getTextContent())
                    .toList();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(svg + " is no picture", e);
        }
    }

    private final StringWriter errors = new StringWriter();

    /** Names of files are made absolute. */
    private int run(String... arguments) {
        for (int i = 1; i < arguments.length; i += 2) {
            arguments[i] = folder.resolve(arguments[i]).toString();
        }
        return new CommandLine(new ReportCommand())
                .setErr(new PrintWriter(errors))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 3;
                })
                .execute(arguments);
    }
}
