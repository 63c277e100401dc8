package dev.fader.coordinator.request;

import org.jspecify.annotations.Nullable;

/** How urgent something may be said to be. */
public final class Priorities {

    private Priorities() {}

    /**
     * @param priority null where it is left as it is
     * @param most from minus this to plus this
     * @return what is wrong with it, or null
     */
    public static @Nullable String fault(@Nullable Integer priority, int most) {
        return priority == null || Math.abs((long) priority) <= most
                ? null
                : "is outside ±%d (fader.limits.priority)".formatted(most);
    }
}
