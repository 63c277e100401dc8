package dev.fader.trainer.report;

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
            "loss curves of runs and remixes to listen to; tables as CSV and figures as PNG lie in a folder beside it."
        },
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

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
        Report.Written written = new Report(results, runs, examples).write(out);
        System.err.printf("%d results in %s, tables and figures in %s%n", written.results(), out, written.folder());
        return 0;
    }
}
