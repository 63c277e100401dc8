package dev.fader.schemas.api;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/runs/{id}/evaluations}, and what a sweep does with each of its runs.
 *
 * @param data a registered data set, by name or id; null: what the run was trained on
 * @param split of it; null: {@code test}
 * @param songs of the split, the first so many; null: all
 */
public record SubmitEvaluation(
        @Nullable String data,
        @Nullable String split,
        @Nullable Integer songs) {}
