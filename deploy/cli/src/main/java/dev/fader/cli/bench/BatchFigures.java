package dev.fader.cli.bench;

import dev.fader.schemas.api.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a batch took on the real service.
 *
 * @param wallSeconds from the start of the first task to the end of the last
 * @param networkSeconds that the worker spent in the network
 * @param networkShare of the wall time
 */
record BatchFigures(int files, double audioSeconds, double wallSeconds, double networkSeconds, double networkShare) {

    /** @param tasks that have all ended. @param networkSeconds of the worker, for them alone */
    static BatchFigures of(List<TaskView> tasks, double networkSeconds) {
        Instant start = tasks.stream()
                .map(TaskView::startedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant end = tasks.stream()
                .map(TaskView::finishedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        double wall = Duration.between(start, end).toNanos() / 1e9;
        double audio =
                tasks.stream().mapToDouble(task -> task.progress().done()).sum();
        return new BatchFigures(tasks.size(), audio, wall, networkSeconds, networkSeconds / wall);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "batch of %d: %.0f s of audio in %.1f s (%.1f × real time), network busy %.1f %%",
                files,
                audioSeconds,
                wallSeconds,
                audioSeconds / wallSeconds,
                100 * networkShare);
    }
}
