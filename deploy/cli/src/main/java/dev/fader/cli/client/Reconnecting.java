package dev.fader.cli.client;

import dev.fader.schemas.notation.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks again while there is no answer, for a stated time. Says once that it does so, and once that it is over. Only for
 * questions that may be asked twice.
 */
public final class Reconnecting {

    /** Gives up at the first try. */
    static final Reconnecting NEVER =
            new Reconnecting(Duration.ZERO, Duration.ZERO, InstantSource.system(), line -> {});

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Duration most;
    private final Duration pause;
    private final InstantSource clock;
    private final Consumer<String> screen;

    /**
     * @param most how long, counted anew from each answer; zero gives up at the first try
     * @param screen hears that there is no answer, and that there is one again
     */
    public Reconnecting(Duration most, Consumer<String> screen) {
        this(most, PAUSE, InstantSource.system(), screen);
    }

    Reconnecting(Duration most, Duration pause, InstantSource clock, Consumer<String> screen) {
        this.most = most;
        this.pause = pause;
        this.clock = clock;
        this.screen = screen;
    }

    /**
     * @param whom such as "the coordinator"
     * @throws CommandFailure that another try would not mend, or with {@link CommandFailure#GAVE_UP}
     */
    <T> T ask(String whom, Supplier<T> question) {
        Instant silentSince = null;
        while (true) {
            try {
                T answer = question.get();
                if (silentSince != null) {
                    screen.accept(whom + " answers again");
                }
                return answer;
            } catch (CommandFailure failure) {
                if (!failure.mayPass() || most.isZero()) {
                    throw failure;
                }
                if (silentSince == null) {
                    silentSince = clock.instant();
                    screen.accept("%s does not answer%s; trying again, for %d s at most"
                            .formatted(
                                    whom,
                                    failure.exitCode() == ExitCode.UNREACHABLE
                                            ? ""
                                            : " as it should (" + failure.getMessage() + ")",
                                    most.toSeconds()));
                } else if (!clock.instant().isBefore(silentSince.plus(most))) {
                    throw CommandFailure.gaveUp("%s has not answered for %d s (%s); what was submitted is not lost:"
                                    .formatted(whom, most.toSeconds(), failure.getMessage())
                            + " ask for it again later");
                }
            }
            sleep();
        }
    }

    private void sleep() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }
}
