package dev.fader.trainer.progress;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/**
 * How far a command is, on {@link System#err}, which whoever runs the command may have put elsewhere: a bar on a terminal, and
 * else, as in a file of a batch system, a plain line now and then.
 */
public final class ProgressLine {

    /** Set by the script that starts the command where its standard error is a terminal. */
    private static final String TERMINAL = "fader.terminal";

    private ProgressLine() {}

    /** @param task what it says in front */
    public static ProgressBarBuilder of(String task) {
        ProgressBarBuilder builder = new ProgressBarBuilder().setTaskName(task);
        return Boolean.getBoolean(TERMINAL)
                ? builder.setConsumer(new ConsoleProgressBarConsumer(System.err))
                : builder.setRenderer((state, width) -> line(state))
                        .setConsumer(new DelegatingProgressBarConsumer(
                                new RareLines(System.err::println, System::nanoTime)));
    }

    private static String line(ProgressState state) {
        Duration elapsed = state.getElapsedAfterStart();
        return String.format(
                        Locale.ROOT,
                        "%s %d/%d (%d:%02d:%02d) %s",
                        state.getTaskName(),
                        state.getCurrent(),
                        state.getMax(),
                        elapsed.toHours(),
                        elapsed.toMinutesPart(),
                        elapsed.toSecondsPart(),
                        state.getExtraMessage())
                .strip();
    }
}
