package dev.fader.trainer.report;

import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer report}: results and runs as one page, beside the paper's. */
@Command(
        name = "report",
        description = {
            "Write one HTML page with the paper's Table 1 and figures filled with results of 'evaluate --protocol paper',",
            "loss curves of runs and remixes to listen to; tables as CSV and figures as SVG lie in a folder beside it.",
            "What cannot be read is left out, listed on the page and on standard error, and the exit code is 4.",
            "With --protocol htmd or mdx, the tables of HTMD-Net's comparison or of MDX-Mixer's paper, and a mixer's weights."
        },
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

    /** Whose tables. */
    enum Protocol {
        PAPER,
        HTMD,
        MDX
    }

    @Option(names = "--protocol", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Protocol protocol = Protocol.PAPER;

    @Option(
            names = "--weights",
            arity = "1..*",
            paramLabel = "FOLDER",
            description = "with --protocol mdx: folders that 'mix' wrote, whose weights are drawn")
    private List<Path> weights = List.of();

    @Option(
            names = "--weight-songs",
            description = "with --weights: songs of each folder, at most (default: ${DEFAULT-VALUE})")
    private int weightSongs = 1;

    @Option(names = "--results", required = true, description = "folder of result files, JSON; folders in it count")
    private Path results = Path.of("");

    @Option(
            names = "--runs",
            arity = "1..*",
            paramLabel = "FOLDER",
            description = "folders of runs, or folders that hold runs")
    private List<Path> runs = List.of();

    @Option(names = "--out", required = true, description = "the page, HTML")
    private Path out = Path.of("");

    @Option(names = "--examples", description = "remixes to listen to, at most (default: ${DEFAULT-VALUE})")
    private int examples = 6;

    @Override
    public Integer call() throws IOException {
        SeparationReport separation = new SeparationReport(results);
        Report.Written written = switch (protocol) {
            case PAPER -> new Report(results, runs, examples).write(out);
            case HTMD -> separation.vocals(out);
            case MDX -> separation.demixing(out, weights, weightSongs);
        };
        System.err.printf("%d results in %s, tables and figures in %s%n", written.results(), out, written.folder());
        written.findings().forEach(finding -> System.err.println("left out: " + finding));
        return ExitCode.ofCheck(written.findings().isEmpty());
    }
}
