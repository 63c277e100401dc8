package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.evaluation.ResultFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                {"step":0,"loss_db":3.5}
                {"step":1,"loss_db":2.5,"validation_remix_sdr_db":4.0}
                """);

        int code = run("--results", "results", "--runs", "runs", "--out", "report.html");

        assertThat(code).isZero();
        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page)
                .contains("28.24 / 0.18", "10.00 ± 1.00 / 10.00", "synthetic Slakh → synthetic Slakh (2 songs, seed 7)")
                .contains("without 0 dB: 8.25", "ours: missing", "-6.06 / 7.85 †", "Consistent (ours) 1:1")
                .doesNotContain("http://", "https://", "NaN");
        Path files = folder.resolve("report-files");
        assertThat(files.resolve("table1.csv")).content().hasLineCount(1 + 91 + 2);
        assertThat(files.resolve("fig3.csv")).content().contains("\"two, or \"\"2\"\"\",drums,2.0,4.0,6.0,\n");
        assertThat(files.resolve("fig4.csv")).content().hasLineCount(1 + 2 * 2 * 17);
        for (String figure : new String[] {"fig3-sar", "fig4-minsdr", "fig4-ld", "gain-all-sources"}) {
            Path png = files.resolve(figure + "-synthetic_slakh-synthetic_slakh-2.png");
            assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(600);
        }
        assertThat(files.resolve("loss.png")).isNotEmptyFile();
        assertThat(files.resolve("validation.png")).isNotEmptyFile();
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
        assertThat(folder.resolve("report-files/loss.png")).isNotEmptyFile();
    }

    @Test
    void aFolderWithoutResultsIsRefusedWithWhatToDo() throws IOException {
        Files.createDirectories(folder.resolve("results"));

        assertThat(run("--results", "results", "--out", "report.html")).isEqualTo(3);
        assertThat(errors.toString()).contains("evaluate --protocol paper --out");
    }

    @Test
    void aFileThatIsNoResultIsNamed() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        Files.writeString(results.resolve("other.json"), "{\"a\": 1}");

        assertThat(run("--results", "results", "--out", "report.html")).isEqualTo(3);
        assertThat(errors.toString()).contains("other.json is not a result");
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
