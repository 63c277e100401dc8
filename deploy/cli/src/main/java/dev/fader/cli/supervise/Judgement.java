package dev.fader.cli.supervise;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Decides from what is seen of one part what shall be done about it, and does nothing itself. */
final class Judgement {

    /** What becomes of a part that has ended. */
    sealed interface AfterEnd {

        /** @param restart which one in a row, from 1 */
        record StartAgain(Duration pause, int restart) implements AfterEnd {}

        /** It cannot live. @param restarts that were no help */
        record GiveUp(int restarts) implements AfterEnd {}
    }

    private final Patience patience;
    private final InstantSource clock;
    private Instant startedAt;
    private boolean answered;
    private int missed;
    private int restarts;

    /** For a part that is being started now. */
    Judgement(Patience patience, InstantSource clock) {
        this.patience = patience;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    void started() {
        startedAt = clock.instant();
        answered = false;
        missed = 0;
    }

    /** Whether it has answered since its last start. */
    boolean hasAnswered() {
        return answered;
    }

    /** @return whether it is frozen: alive, and yet it does not answer */
    boolean isFrozenAfterProbe(boolean answers) {
        if (answers) {
            answered = true;
            missed = 0;
            return false;
        }
        missed++;
        return answered ? missed >= patience.misses() : hasRunFor(patience.startup());
    }

    /** By itself, by a kill, or already while it started. */
    AfterEnd ended() {
        if (answered && hasRunFor(patience.success())) {
            restarts = 0;
        }
        if (restarts == patience.restarts()) {
            return new AfterEnd.GiveUp(restarts);
        }
        Duration pause = patience.firstPause();
        for (int n = 0; n < restarts && pause.compareTo(patience.longestPause()) < 0; n++) {
            pause = pause.multipliedBy(2);
        }
        restarts++;
        return new AfterEnd.StartAgain(
                pause.compareTo(patience.longestPause()) < 0 ? pause : patience.longestPause(), restarts);
    }

    private boolean hasRunFor(Duration time) {
        return !clock.instant().isBefore(startedAt.plus(time));
    }
}
