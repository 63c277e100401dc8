package dev.fader.schemas.api;

import org.jspecify.annotations.Nullable;

/**
 * What a curve shows in one place: the records of one step, or of several one after the other.
 *
 * @param firstStep of the records, and {@code lastStep} the last
 * @param count of the records
 * @param notFinite those of them that are NaN or infinite; the other figures are without them
 * @param mean null, as {@code lowest} and {@code highest} are, when no record is finite
 */
public record CurvePoint(
        long firstStep,
        long lastStep,
        long count,
        long notFinite,
        @Nullable Double mean,
        @Nullable Double lowest,
        @Nullable Double highest) {}
