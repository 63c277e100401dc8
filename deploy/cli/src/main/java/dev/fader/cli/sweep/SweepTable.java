package dev.fader.cli.sweep;

import dev.fader.cli.run.RunLines;
import dev.fader.schemas.api.EvaluationView;
import dev.fader.schemas.api.SweepView;
import dev.fader.schemas.evaluation.EvaluateResult.Measured;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sweep as text for a terminal. */
public final class SweepTable {

    private static final List<String> HEADINGS = List.of(
            "run", "state", "epochs", "validation dB", "minSDR dB", "do nothing dB", "SDR dB", "model", "values");
    private static final int DIGITS = 12;

    private SweepTable() {}

    /** One line of a list. */
    public static String line(SweepView sweep) {
        return String.format(
                Locale.ROOT,
                "%s  %-10s %-18s %d runs, %d epochs in %s%s",
                sweep.id(),
                sweep.state(),
                sweep.name(),
                sweep.spent().runs(),
                sweep.spent().epochs(),
                RunLines.duration(sweep.spent().deviceHours() * 3600),
                sweep.outOfBudget() == null ? "" : "; " + sweep.outOfBudget());
    }

    /** A line for each run, from the best to the worst, and where its report is; columns of which nothing is known are left out. */
    public static String of(SweepView sweep) {
        List<List<String>> runs =
                Ranking.of(sweep).stream().map(SweepTable::row).toList();
        int[] known = IntStream.range(0, HEADINGS.size())
                .filter(column -> runs.stream().anyMatch(row -> !row.get(column).isEmpty()))
                .toArray();
        List<List<String>> rows = Stream.concat(Stream.of(HEADINGS), runs.stream())
                .map(row -> Arrays.stream(known).mapToObj(row::get).toList())
                .toList();
        StringBuilder text = new StringBuilder(line(sweep)).append(System.lineSeparator());
        for (List<String> row : rows) {
            for (int column = 0; column < row.size() - 1; column++) {
                text.append(padded(row.get(column), width(rows, column))).append("  ");
            }
            text.append(row.getLast()).append(System.lineSeparator());
        }
        sweep.runs().stream()
                .filter(run -> run.failure() != null)
                .forEach(run -> text.append("%s: %s%n"
                        .formatted(
                                run.name(),
                                Objects.requireNonNull(run.failure()).detail())));
        sweep.runs().stream()
                .flatMap(run -> run.evaluations().stream())
                .filter(one -> one.failure() != null)
                .forEach(one -> text.append("evaluation of %s: %s%n"
                        .formatted(
                                one.run(), Objects.requireNonNull(one.failure()).detail())));
        SweepView.Report report = sweep.report();
        if (report != null && report.download() != null) {
            text.append("report: %s%n".formatted(report.download().url()));
        }
        return text.toString();
    }

    private static List<String> row(SweepView.Row run) {
        List<Measured> measured = run.evaluations().stream()
                .map(EvaluationView::result)
                .filter(Objects::nonNull)
                .flatMap(result -> result.measured().stream())
                .toList();
        String values = run.values().properties().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        return List.of(
                run.name(),
                run.state().name(),
                String.valueOf(run.epochs()),
                number(run.bestSdrDb()),
                measured.stream()
                        .filter(one -> one.rule() != null)
                        .map(one -> number(one.minSdrDb()) + " " + one.rule())
                        .collect(Collectors.joining(", ")),
                measured.isEmpty() ? "" : number(measured.getFirst().minSdrDoNothingDb()),
                measured.stream()
                        .filter(one -> one.rule() == null)
                        .flatMap(one -> one.sdrDb().entrySet().stream())
                        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                        .collect(Collectors.joining(", ")),
                run.best() == null ? "" : run.best().sha256().substring(0, DIGITS),
                values);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
