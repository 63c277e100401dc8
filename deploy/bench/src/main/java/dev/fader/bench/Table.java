package dev.fader.bench;

import dev.fader.bench.measure.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for people. */
final class Table {

    private static final String FORM = "%9s  %-18s %10s %12s %12s %18s %18s";

    private Table() {}

    static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        report.queues().forEach((name, queue) -> lines.add("%-13s %s".formatted(name, queue.configuration())));
        lines.add("");
        lines.add(FORM.formatted(
                "waiting", "", "tasks/s", "wall ms/task", "cpu ms/task", "claim idle p50/p99", "claim busy p50/p99"));
        report.rows()
                .forEach((backlog, rows) -> rows.forEach((name, row) -> {
                    lines.add(line(backlog, name, row));
                    Report.Row old = row.withOldSnapshot();
                    if (old != null) {
                        lines.add(line(backlog, name + ", old snapshot", old));
                    }
                }));
        lines.add("");
        report.queues().forEach((name, queue) -> {
            if (!queue.idleMillis().isEmpty()) {
                lines.add("%s, nothing waiting: submission to begin p50/p99 %s ms"
                        .formatted(name, claims(queue.idleMillis())));
            }
        });
        Verdict verdict = Verdict.of(report);
        verdict.bounds().forEach(bound -> lines.add(line(bound, "BROKEN")));
        verdict.aims().forEach(aim -> lines.add("(aim) " + line(aim, "not reached")));
        return lines;
    }

    private static String line(int backlog, String name, Report.Row row) {
        return FORM.formatted(
                        backlog,
                        name,
                        number("%.0f", row.tasksPerSecond()),
                        number("%.3f", row.wallMillis()),
                        number("%.3f", row.cpuMillis()),
                        claims(row.idleMillis()),
                        claims(row.busyMillis()))
                .stripTrailing();
    }

    private static String claims(List<Double> millis) {
        return millis.isEmpty()
                ? ""
                : number("%.1f", Numbers.percentile(millis, 50)) + " / "
                        + number("%.1f", Numbers.percentile(millis, 99));
    }

    private static String line(Verdict.Bound bound, String broken) {
        return "%-34s %9s, %s %s: %s"
                .formatted(
                        bound.name(),
                        number("%.2f", bound.value()),
                        bound.must(),
                        number("%.1f", bound.limit()),
                        bound.ok() ? "ok" : broken);
    }

    private static String number(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
