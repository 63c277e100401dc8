package dev.fader.cli.watch;

import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.TaskView;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows how a batch gets on. */
public interface ProgressView {

    /** Shows the state of now. */
    void show(BatchView batch, List<TaskView> tasks);

    /** Shows a line of text that stays. */
    void say(String line);

    /** Bars that move where lines can be painted over; else a line now and then. */
    static ProgressView on(PrintStream out, Terminal terminal) {
        ProgressLines lines = new ProgressLines(terminal.columns());
        return terminal.live() ? new Bars(out, lines) : new Log(out, lines, InstantSource.system());
    }

    /** Paints over what it painted before. */
    final class Bars implements ProgressView {

        private final PrintStream out;
        private final ProgressLines lines;
        private int painted;

        Bars(PrintStream out, ProgressLines lines) {
            this.out = out;
            this.lines = lines;
        }

        @Override
        public void show(BatchView batch, List<TaskView> tasks) {
            StringBuilder frame = new StringBuilder();
            if (painted > 0) {
                frame.append("\033[").append(painted).append("A");
            }
            List<String> now = lines.of(batch, tasks);
            now.forEach(line -> frame.append("\r\033[2K").append(line).append('\n'));
            frame.append("\033[J");
            out.print(frame);
            out.flush();
            painted = now.size();
        }

        /** Below the bars, which are painted anew below it. */
        @Override
        public void say(String line) {
            out.println(line);
            painted = 0;
        }
    }

    /** A line for each file that begins or ends, and one for all every ten seconds. */
    final class Log implements ProgressView {

        private static final Duration EVERY = Duration.ofSeconds(10);

        private final PrintStream out;
        private final ProgressLines lines;
        private final InstantSource clock;
        private final Map<TaskId, TaskState> shown = new HashMap<>();
        private Instant next = Instant.MIN;

        Log(PrintStream out, ProgressLines lines, InstantSource clock) {
            this.out = out;
            this.lines = lines;
            this.clock = clock;
        }

        @Override
        public void show(BatchView batch, List<TaskView> tasks) {
            for (TaskView task : tasks) {
                TaskState before = shown.put(task.id(), task.state());
                if (before != task.state() && task.state() != TaskState.READY) {
                    out.println(lines.line(task));
                }
            }
            if (!clock.instant().isBefore(next) || batch.state().isFinal()) {
                out.println(lines.of(batch, tasks).getLast());
                next = clock.instant().plus(EVERY);
            }
        }

        @Override
        public void say(String line) {
            out.println(line);
        }
    }
}
