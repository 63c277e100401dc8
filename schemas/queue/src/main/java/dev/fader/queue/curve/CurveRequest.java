package dev.fader.queue.curve;

import org.jspecify.annotations.Nullable;

/**
 * Which curve.
 *
 * @param fromStep its first step; null for where the records begin
 * @param toStep its last step; null for where they end
 * @param points at most
 * @param attempt whose records it shows, superseded or not; null for those that are current
 */
public record CurveRequest(
        String name,
        @Nullable Long fromStep,
        @Nullable Long toStep,
        int points,
        @Nullable Integer attempt) {

    public CurveRequest {
        if (points < 1) {
            throw new IllegalArgumentException("a curve has at least one point: " + points);
        }
    }

    /** All current records. */
    public static CurveRequest of(String name, int points) {
        return new CurveRequest(name, null, null, points, null);
    }

    public CurveRequest between(long from, long to) {
        return new CurveRequest(name, from, to, points, attempt);
    }
}
