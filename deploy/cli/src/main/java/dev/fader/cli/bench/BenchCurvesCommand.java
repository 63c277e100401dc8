package dev.fader.cli.bench;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.local.StackOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader bench curves}: how long a curve of 1 000 points takes out of a million records. */
@Command(
        name = "curves",
        description = {
            "Measure how long curves of at most 1 000 points take: over all records of a run, over a tenth of its steps",
            "and over the last 5 000, with one run in the database and with more; calculate it for 100 runs.",
            "A table and one JSON line go to standard output. It takes some minutes."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every curve takes less than 100 ms, with 100 runs as well",
            "1:the measurement failed",
            "2:wrong usage",
            "3:it is not built, or a port is taken",
            "4:a curve takes longer"
        })
final class BenchCurvesCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--records", description = "of each run (default: ${DEFAULT-VALUE})")
    private int records = 1_000_000;

    @Option(names = "--runs", description = "one after the other (default: ${DEFAULT-VALUE})")
    private int runs = 5;

    @Option(names = "--json", description = "print the JSON line only")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (records < 10_000 || runs < 1) {
            throw CommandFailure.wrongUsage("--records must be at least 10000, and --runs at least 1");
        }
        return new BenchProcess("curves", "dev.fader.bench.curve.CurveBench", 0, Map.of())
                .run(
                        options,
                        json,
                        stack -> List.of(
                                "--postgres-port=" + options.ports().postgres(),
                                "--records=" + records,
                                "--runs=" + runs));
    }
}
