package dev.fader.trainer.progress;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on {@link System#err}, which whoever runs the command may have put elsewhere. */
public final class ProgressLine {

    private ProgressLine() {}

    /** @param task what it says in front */
    public static ProgressBarBuilder of(String task) {
        return new ProgressBarBuilder().setTaskName(task).setConsumer(new ConsoleProgressBarConsumer(System.err));
    }
}
