package dev.fader.schemas.api;

import dev.fader.schemas.evaluation.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/runs/{id}/evaluations}, and what a sweep does with each of its runs.
 *
 * @param data a registered data set, by name or id; null: what the run was trained on
 * @param split of it; null: {@code test}
 * @param songs of the split, the first so many; null: all
 * @param protocol {@code paper}, {@code htmd} or {@code mdx}; null: the one for what the model was trained to do
 */
public record SubmitEvaluation(
        @Nullable String data,
        @Nullable String split,
        @Nullable Integer songs,
        @Nullable Protocol protocol) {}
