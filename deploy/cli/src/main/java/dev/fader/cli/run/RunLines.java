package dev.fader.cli.run;

import dev.fader.schemas.api.RunView;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import java.time.Duration;
import java.util.Locale;

/** Runs in words and figures. */
public final class RunLines {

    private RunLines() {}

    /** One line of a list. */
    static String line(RunView run) {
        PreflightKind.Result expected = run.expected();
        EpochKind.Result best = run.best();
        return String.format(
                Locale.ROOT,
                "%s  %-9s %-18s %9s  %s%s%s",
                run.id(),
                run.state(),
                run.name(),
                expected == null
                        ? ""
                        : "%.0f %%".formatted(100.0 * run.step() / (expected.epochs() * expected.stepsPerEpoch())),
                best == null ? "" : "best %.2f dB in epoch %d".formatted(best.validationSdrDb(), best.epoch()),
                run.secondsLeft() == null ? "" : ", %s left at most".formatted(duration(run.secondsLeft())),
                run.point() == null ? "" : "  " + run.point());
    }

    /** What the last epoch came to. */
    static String epoch(RunView run) {
        EpochKind.Result last = run.last();
        EpochKind.Result best = run.best();
        if (last == null || best == null) {
            return run.id() + " has not ended an epoch";
        }
        return String.format(
                Locale.ROOT,
                "%s  epoch %d: %.2f dB, best %.2f dB in epoch %d%s",
                run.name(),
                last.epoch(),
                last.validationSdrDb(),
                best.validationSdrDb(),
                best.epoch(),
                run.secondsLeft() == null ? "" : "; %s left at most".formatted(duration(run.secondsLeft())));
    }

    public static String duration(double seconds) {
        Duration time = Duration.ofMillis(Math.round(seconds * 1000));
        if (time.toHours() > 0) {
            return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
        }
        if (time.toMinutes() > 0) {
            return "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
