package dev.fader.cli.dataset;

import dev.fader.schemas.Failure;
import dev.fader.schemas.api.DatasetView;
import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.DatasetFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Data sets as lines of text. */
final class DatasetText {

    private DatasetText() {}

    /** For example {@code rock  ready  train 80 songs, 5.21 h; test 10 songs, 0.66 h  17.3 GB  fader/songs/rock/}. */
    static String line(DatasetView dataset) {
        CheckResult check = dataset.check();
        String content =
                check == null ? "" : splits(check) + String.format(Locale.ROOT, "  %.3g GB", check.bytes() / 1e9);
        return "%-20s  %-8s  %s  %s/%s"
                .formatted(
                        dataset.name(),
                        dataset.state().name().toLowerCase(Locale.ROOT),
                        content,
                        dataset.bucket(),
                        dataset.prefix());
    }

    private static String splits(CheckResult check) {
        return check.splits().stream()
                .map(split -> String.format(
                        Locale.ROOT, "%s %d songs, %.2f h", split.split(), split.songs(), split.seconds() / 3600))
                .collect(Collectors.joining("; "));
    }

    /** The line, and what its check found. */
    static List<String> of(DatasetView dataset) {
        List<String> lines = new ArrayList<>();
        lines.add(line(dataset));
        Failure failure = dataset.failure();
        if (failure != null) {
            lines.add("  could not be checked: %s: %s".formatted(failure.reason(), failure.detail()));
        }
        CheckResult check = dataset.check();
        if (check != null) {
            lines.add("  layout %s, %s Hz, sources %s, content %s"
                    .formatted(
                            check.layout(),
                            check.sampleRateHz() == 0 ? "several rates in" : check.sampleRateHz(),
                            check.sources(),
                            check.contentSha256()));
            check.findings().forEach(finding -> lines.add(text(finding)));
            if (check.findingCount() > check.findings().size()) {
                lines.add("  %d findings in all, %d of them faults; GET /v1/tasks/%s/result links to all of them"
                        .formatted(check.findingCount(), check.faults(), dataset.task()));
            }
        }
        return lines;
    }

    private static String text(DatasetFinding finding) {
        return "  %-19s  %s%s: %s"
                .formatted(finding.kind(), finding.fault() ? "" : "(no fault) ", finding.object(), finding.message());
    }
}
