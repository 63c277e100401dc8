package dev.fader.schemas.api;

import org.jspecify.annotations.Nullable;

/**
 * All records of one name that no later attempt superseded. Which of the lowest and the highest is the best depends on
 * what the name stands for.
 *
 * @param notFinite records that are NaN or infinite
 * @param last of the latest step
 * @param lowest the first of the lowest finite values, null when there is none; {@code highest} likewise
 */
public record MetricSummary(
        String name,
        long count,
        long notFinite,
        StepValue last,
        @Nullable StepValue lowest,
        @Nullable StepValue highest) {}
