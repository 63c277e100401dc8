package dev.fader.cli.supervise;

import java.time.Duration;

/**
 * How long a part is given, and how often.
 *
 * @param startup until it answers for the first time
 * @param probeEvery pause between two probes
 * @param probeWithin how long a probe waits for its answer
 * @param misses so many probes in a row without an answer, and a part that had answered is frozen
 * @param restarts so often in a row it is started again
 * @param firstPause before it is started again; each one is twice the one before
 * @param longestPause what pauses grow to
 * @param success a part that ran for so long has all its restarts again
 */
public record Patience(
        Duration startup,
        Duration probeEvery,
        Duration probeWithin,
        int misses,
        int restarts,
        Duration firstPause,
        Duration longestPause,
        Duration success) {

    /** For a machine that has other things to do, too: a frozen part is noticed within half a minute. */
    public static final Patience DEFAULT = new Patience(
            Duration.ofMinutes(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            4,
            10,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2));
}
