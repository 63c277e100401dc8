package dev.fader.queue.curve;

import java.util.regex.Pattern;

/**
 * A value that was measured at a step.
 *
 * @param name letters, digits and {@code _ . : / % + -}, so that it can stand in an address and in a table
 * @param step the step that made it, counted from 0; −1 for what was measured before the first
 * @param value in the unit that the name says; NaN and infinities are kept
 */
public record MetricPoint(String name, long step, double value) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:/%+-]{0,199}");

    public MetricPoint {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no name of a metric: expected 1 to 200 letters, digits or _ . : / %% + -".formatted(name));
        }
        if (step < -1) {
            throw new IllegalArgumentException("step %d of %s: steps count from 0".formatted(step, name));
        }
    }
}
