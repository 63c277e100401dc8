package dev.fader.cli.bench;

import java.util.Locale;

/**
 * A figure and what is promised of it.
 *
 * @param name of the figure, for programs
 * @param direction on which side of the limit the value may be
 */
record Bound(String name, double value, Direction direction, double limit, boolean ok) {

    /** Which values are good. */
    enum Direction {
        AT_LEAST,
        AT_MOST
    }

    /** A value that is not a number keeps no bound. */
    static Bound atLeast(String name, double value, double limit) {
        return new Bound(name, value, Direction.AT_LEAST, limit, value >= limit);
    }

    /** A value that is not a number keeps no bound. */
    static Bound atMost(String name, double value, double limit) {
        return new Bound(name, value, Direction.AT_MOST, limit, value <= limit);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-26s %8.3f, %s %.3f: %s",
                name,
                value,
                direction == Direction.AT_LEAST ? "at least" : "at most",
                limit,
                ok ? "ok" : "BROKEN");
    }
}
