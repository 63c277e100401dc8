package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.EstimatesLabel.RunTime;
import dev.fader.trainer.evaluation.MeasuredData;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.Spread;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.evaluation.separation.VocalResult.Ratios;
import dev.fader.trainer.evaluation.separation.VocalResult.Silence;
import dev.fader.trainer.evaluation.separation.VocalResult.TargetScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VocalPageTest {

    @TempDir
    private Path folder;

    @Test
    void ourNumbersStandBelowThePublishedOnesWithTimesAsRatios() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        ResultFile.write(result("slow <net>", 4, 2_500_000), results.resolve("slow.json"));
        ResultFile.write(result("fast", 1, 1_000_000), results.resolve("fast.json"));
        ResultFile.write(Results.of("baseline", 0, 1, "a", "b"), results.resolve("of-another-protocol.json"));
        Path page = folder.resolve("page.html");

        int code = new CommandLine(new ReportCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute("--protocol", "htmd", "--results", results.toString(), "--out", page.toString());

        assertThat(code).isZero();
        assertThat(Files.readString(page))
                .contains(">HTMD-Net MSE/MSE<", ">5.16<", ">4.69 / 0.60<", ">-62.20<", ">84.70<")
                .contains(">slow &lt;net&gt;<", ">2.00 / 1.50<", ">-61.00 / -60.00<", ">83.00<")
                // 130.7 : 13.6 : 50.5, and ours of 0.4 and 0.1 s
                .contains(">9.6<", ">3.7<", ">4.0<", ">2.50 M<", ">10.3 M<")
                .doesNotContain("NaN", "http://", "https://");
        assertThat(folder.resolve("page-files/vocals.csv")).content().hasLineCount(1 + 2 * 2);
    }

    @Test
    void publishedPairsOfErrorsAreNamedAsOurs() throws IOException {
        // the slides' (MSE, MAE), of which the vocals' error is the second: as quiet as the other networks with MAE at
        // their end
        assertThat(PublishedVocals.all())
                .filteredOn(row -> row.loss().equals("MAE/MSE"))
                .extracting(PublishedVocals::pesDb)
                .containsExactly(-82.5);
    }

    @Test
    void publishedRatiosOfRunTimeAreThoseOfTheSlides() throws IOException {
        assertThat(PublishedVocals.all()).hasSize(10);
        assertThat(PublishedVocals.Cost.ALL.getFirst().cpu()
                        / PublishedVocals.Cost.ALL.getLast().cpu())
                .isCloseTo(2.59, within(0.01));
    }

    private static VocalResult result(String name, double seconds, long parameters) {
        Spread spread = new Spread(1.5, 1, 2, 10);
        Ratios ratios = new Ratios(spread, spread, spread);
        EstimatesLabel label = new EstimatesLabel(
                name, "0", List.of("vocals"), 22_050, parameters, List.of(), new RunTime("cpu", seconds, 10));
        return new VocalResult(
                "evaluate",
                true,
                VocalResult.HTMD,
                label,
                new MeasuredData("set", "test", 1, 10),
                List.of(
                        new TargetScores("vocals", ratios, ratios, ratios),
                        new TargetScores("accompaniment", ratios, ratios, ratios)),
                new Silence(new Spread(-60, 1, -61, 3), 83),
                List.of());
    }
}
