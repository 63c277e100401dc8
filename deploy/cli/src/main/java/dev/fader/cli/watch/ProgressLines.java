package dev.fader.cli.watch;

import dev.fader.schemas.Failure;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Progress;
import dev.fader.schemas.api.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A batch as lines of text: one for each file, then one for all. Lengths are seconds of audio. */
public final class ProgressLines {

    private static final int MOST_FILES = 20;
    private static final int NAME_COLUMNS = 18;

    private final int columns;

    /** @param columns no line is longer */
    public ProgressLines(int columns) {
        this.columns = columns;
    }

    public List<String> of(BatchView batch, List<TaskView> tasks) {
        List<String> lines = new ArrayList<>();
        List<TaskView> shown = tasks.size() <= MOST_FILES
                ? tasks
                : tasks.stream()
                        .filter(task -> !task.state().isFinal())
                        .limit(MOST_FILES)
                        .toList();
        shown.forEach(task -> lines.add(line(task)));
        lines.add(total(batch, tasks));
        return lines;
    }

    /** For example {@code long.flac  ██████░░░░  12.0 / 180.0 s}. */
    String line(TaskView task) {
        String name = fitted(name(task), NAME_COLUMNS);
        return switch (task.state()) {
            case READY -> cut(name + "  waiting" + (task.attempts() > 0 ? " to be tried again" : ""));
            case RUNNING ->
                task.progress().total() == null ? cut(name + "  being read") : barred(name, task.progress());
            case DONE ->
                cut(name + "  done, %s s".formatted(seconds(task.progress().done())));
            case REVIEW ->
                cut(name
                        + "  done, %s s, to be reviewed"
                                .formatted(seconds(task.progress().done())));
            case FAILED, QUARANTINED -> cut(name + "  refused: " + reason(task));
            case CANCELLED -> cut(name + "  cancelled");
        };
    }

    private String total(BatchView batch, List<TaskView> tasks) {
        long ended = tasks.stream().filter(task -> task.state().isFinal()).count();
        return barred(fitted("%d of %d files".formatted(ended, tasks.size()), NAME_COLUMNS), batch.progress());
    }

    private String barred(String name, Progress progress) {
        Double total = progress.total();
        String numbers = "%s / %s s".formatted(seconds(progress.done()), total == null ? "?" : seconds(total));
        int width = columns - name.length() - numbers.length() - 4;
        double share = total == null || total <= 0 ? 0 : Math.min(1, progress.done() / total);
        return width < 5 ? cut(name + "  " + numbers) : name + "  " + bar(share, width) + "  " + numbers;
    }

    static String bar(double share, int width) {
        int full = (int) Math.round(share * width);
        return "█".repeat(full) + "░".repeat(width - full);
    }

    /** The file's own name, without the folders of its object. */
    public static String name(TaskView task) {
        String key = task.title();
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Why it failed, in the words for its owner. */
    public static String reason(TaskView task) {
        Failure failure = task.failure();
        if (failure == null) {
            return "no reason was given";
        }
        String detail = failure.detail();
        return detail == null ? failure.reason() : failure.reason() + ": " + ownWords(detail, task);
    }

    /** Details name the whole object; its owner knows the file. */
    private static String ownWords(String detail, TaskView task) {
        return detail.replace(task.title(), name(task));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static String fitted(String text, int width) {
        return text.length() > width ? text.substring(0, width - 1) + "…" : text + " ".repeat(width - text.length());
    }

    private String cut(String line) {
        return line.length() <= columns ? line : line.substring(0, columns - 1) + "…";
    }
}
