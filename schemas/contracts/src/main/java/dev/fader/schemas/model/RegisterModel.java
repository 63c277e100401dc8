package dev.fader.schemas.model;

import dev.fader.schemas.remix.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/models}: a model's file that is in storage, such as an upload.
 *
 * @param file a package of a separator, or a network or mixer of ours
 * @param name to be its alias, one that there is not yet
 */
public record RegisterModel(
        @Nullable ObjectRef file, @Nullable String name) {}
