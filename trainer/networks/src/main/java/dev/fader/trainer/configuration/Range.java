package dev.fader.trainer.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a number may be, as its {@link Key} says. */
record Range(double min, double above, double max, double below) {

    static Range of(@Nullable Key key) {
        return key == null
                ? new Range(
                        Double.NEGATIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY)
                : new Range(key.min(), key.above(), key.max(), key.below());
    }

    boolean holds(double value) {
        return Double.isFinite(value) && value >= min && value > above && value <= max && value < below;
    }

    /** For people, such as {@code above 0 and at most 1}; empty where every number will do. */
    @Override
    public String toString() {
        if (Double.isFinite(min) && Double.isFinite(max)) {
            return "from %s to %s".formatted(plain(min), plain(max));
        }
        List<String> parts = new ArrayList<>();
        add(parts, "at least ", min);
        add(parts, "above ", above);
        add(parts, "at most ", max);
        add(parts, "below ", below);
        return String.join(" and ", parts);
    }

    private static void add(List<String> parts, String word, double bound) {
        if (Double.isFinite(bound)) {
            parts.add(word + plain(bound));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%d", (long) value)
                : Double.toString(value);
    }
}
