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
 * @param timesRealtimePerChannel seconds of stereo for each second of the wall, both sides counted
 * @param networkSeconds that the worker spent in the network
 * @param networkShare of the wall time
 * @param channelsPerCall that went through the network together
 */
record BatchFigures(
        int files,
        double audioSeconds,
        double wallSeconds,
        double timesRealtimePerChannel,
        double networkSeconds,
        double networkShare,
        double channelsPerCall) {

    private static final int SIDES = 2;

    /** @param tasks that have all ended. @param networks of the worker, for them alone */
    static BatchFigures of(List<TaskView> tasks, ServiceProcess.Networks networks) {
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
        return new BatchFigures(
                tasks.size(),
                audio,
                wall,
                SIDES * audio / wall,
                networks.seconds(),
                networks.seconds() / wall,
                networks.channels() / networks.calls());
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "batch of %d: %.0f s of audio in %.1f s (%.1f × real time per channel), network busy %.1f %%, %.1f channels a call",
                files,
                audioSeconds,
                wallSeconds,
                timesRealtimePerChannel,
                100 * networkShare,
                channelsPerCall);
    }
}
