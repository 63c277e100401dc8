package dev.fader.schemas.model;

import dev.fader.schemas.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to move an alias.
 *
 * @param alias as it is now
 * @param task that will decide; null where an operator overruled
 * @param warning such as that no living worker takes promotions
 */
public record PromotionView(
        AliasView alias, @Nullable TaskId task, @Nullable String warning) {}
