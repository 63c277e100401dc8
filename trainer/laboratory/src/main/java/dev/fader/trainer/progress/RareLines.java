package dev.fader.trainer.progress;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Lets the first line through, then the next after a second, two, four … and at last one a minute. */
final class RareLines implements Consumer<String> {

    private static final long FIRST_GAP_NANOS = 1_000_000_000L;
    private static final long LAST_GAP_NANOS = 60 * FIRST_GAP_NANOS;

    private final Consumer<String> lines;
    private final LongSupplier clock;
    private long gap;
    private long printed;
    private String last = "";

    /** @param clock in nanoseconds */
    RareLines(Consumer<String> lines, LongSupplier clock) {
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public void accept(String line) {
        long now = clock.getAsLong();
        if (line.equals(last) || gap > 0 && now - printed < gap) {
            return;
        }
        lines.accept(line);
        last = line;
        printed = now;
        gap = gap == 0 ? FIRST_GAP_NANOS : Math.min(LAST_GAP_NANOS, 2 * gap);
    }
}
