package dev.fader.trainer.data;

import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.progress.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer check-data}: reads a data set and names all that is wrong; exit code 1 when anything is. */
@Command(
        name = "check-data",
        description = "Read a data set whole and name every missing, short, silent, mislabelled, differently sampled or"
                + " damaged stem, stems that do not sum to their mixture, and songs that are there twice.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CheckDataCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PATH", description = "the data set's folder, or a table of stems")
    private Path root = Path.of("");

    @Option(names = "--layout", description = "${COMPLETION-CANDIDATES} (default: recognised)")
    private @Nullable DatasetLayout layout;

    @Option(
            names = "--sources",
            description = "names with commas, or how many of the layout's order (default: all of the layout's)")
    private @Nullable String sources;

    @Option(names = "--rate", defaultValue = "0", description = "Hz that all stems should have (default: any, alike)")
    private int rate;

    @Option(
            names = "--tolerance",
            description = "dB below the mixture that its difference to the stems' sum may have"
                    + " (default: 30; 12 for AAC)")
    private @Nullable Double tolerance;

    @Option(names = "--min-seconds", defaultValue = "1", description = "shortest song (default ${DEFAULT-VALUE})")
    private double minSeconds;

    @Option(names = "--threads", defaultValue = "0", description = "songs read at once (default: one a processor)")
    private int threads;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        DatasetLayout its = layout == null ? DatasetLayout.recognise(root) : layout;
        int readers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        DatasetCheck check = new DatasetCheck(root, its, readers);
        Map<String, List<SongEntry>> songs = check.songs();
        if (songs.values().stream().allMatch(List::isEmpty)) {
            throw new IOException("%s holds no songs in the layout %s".formatted(root, its));
        }
        double toleranceDb = tolerance == null ? CheckRules.toleranceFor(its) : -Math.abs(tolerance);
        CheckRules rules = new CheckRules(wanted(check.usualSources(songs)), rate, toleranceDb, minSeconds);
        DatasetReport report;
        try (ProgressBar progress = ProgressLine.of("songs")
                .setInitialMax(songs.values().stream().mapToInt(List::size).sum())
                .build()) {
            report = check.run(songs, rules, song -> progress.step());
        }
        if (json) {
            System.out.println(Json.MAPPER.writeValueAsString(report));
        } else {
            print(report);
        }
        return ExitCode.ofCheck(report.ok());
    }

    private List<String> wanted(List<String> usual) {
        if (sources == null) {
            return usual;
        }
        if (sources.matches("\\d+")) {
            int count = Integer.parseInt(sources);
            if (count < 1 || count > usual.size()) {
                throw new IllegalArgumentException("--sources %d: the layout has %s".formatted(count, usual));
            }
            return usual.subList(0, count);
        }
        return Arrays.stream(sources.split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void print(DatasetReport report) {
        for (Finding finding : report.findings()) {
            System.out.printf(
                    "%-19s  '%s', %s: %s%n", finding.kind(), finding.song(), finding.place(), finding.message());
        }
        System.out.printf("%s, layout %s, sources %s%n", report.root(), report.layout(), report.sources());
        for (DatasetReport.SplitSummary split : report.splits()) {
            String activity = split.activity().entrySet().stream()
                    .map(source -> String.format(Locale.ROOT, "%s %.0f %%", source.getKey(), 100 * source.getValue()))
                    .collect(Collectors.joining(", "));
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d songs, %d of them complete and right, %.2f h; active: %s%n",
                    split.split(),
                    split.songs(),
                    split.completeSongs(),
                    split.hours(),
                    activity);
        }
        long wrong = report.findings().stream()
                .filter(finding -> finding.kind().fault())
                .count();
        String remarks = report.findings().size() > wrong ? " (rumble, silent and channels are remarks)" : "";
        System.out.println(
                wrong == 0
                        ? "nothing is wrong" + remarks
                        : wrong + " things are wrong; the first column says of which kind" + remarks);
    }
}
