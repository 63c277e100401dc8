package dev.fader.schemas.model;

import dev.fader.schemas.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * A model that is tried before it is registered.
 *
 * @param task whose result is a {@link TrialResult}
 * @param warning such as that no living worker tries models
 */
public record TrialView(TaskId task, @Nullable String warning) {}
