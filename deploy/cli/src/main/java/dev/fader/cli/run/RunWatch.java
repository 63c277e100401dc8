package dev.fader.cli.run;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.Failure;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.kind.PreflightKind;
import java.time.Duration;
import java.util.function.Predicate;

/** Follows a run until something has become of it. */
final class RunWatch {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private RunWatch() {}

    /** @throws CommandFailure when the run cannot be trained, saying why */
    static RunView lookedAt(FaderClient client, RunId run) {
        RunView seen = until(client, run, view -> view.state() != RunState.CHECKING, false);
        if (seen.state() == RunState.REFUSED || seen.state() == RunState.FAILED && seen.expected() == null) {
            throw CommandFailure.failed("%s is refused: %s".formatted(run, why(seen)));
        }
        return seen;
    }

    /** A line for each epoch. @throws CommandFailure when it fails */
    static RunView toTheEnd(FaderClient client, RunId run, boolean quiet) {
        RunView ended = until(client, run, view -> view.state().isFinal() || view.state() == RunState.HELD, !quiet);
        if (ended.state() == RunState.FAILED) {
            throw CommandFailure.failed("%s has failed: %s".formatted(run, why(ended)));
        }
        return ended;
    }

    private static RunView until(FaderClient client, RunId run, Predicate<RunView> reached, boolean tell) {
        int told = 0;
        while (true) {
            RunView view = client.get("/v1/runs/" + run, RunView.class);
            if (tell && view.last() != null && view.last().epoch() > told) {
                told = view.last().epoch();
                System.err.println(RunLines.epoch(view));
            }
            if (reached.test(view)) {
                return view;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailure.failed("interrupted; the run goes on");
            }
        }
    }

    private static String why(RunView run) {
        Failure failure = run.failure();
        return failure == null ? "nobody knows why" : "%s (%s)".formatted(failure.detail(), failure.reason());
    }

    /** What a first look has found, in a sentence. */
    static String expectation(PreflightKind.Result expected) {
        return "%d parameters, %d songs; %d epochs of %d steps, %s each on %s; %s of memory"
                .formatted(
                        expected.parameters(),
                        expected.trainSongs(),
                        expected.epochs(),
                        expected.stepsPerEpoch(),
                        RunLines.duration(expected.secondsPerEpoch()),
                        expected.device(),
                        RunLines.bytes(expected.memoryBytes()));
    }
}
