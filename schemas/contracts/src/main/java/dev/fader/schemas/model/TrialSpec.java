package dev.fader.schemas.model;

import dev.fader.schemas.remix.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * What the trial of a model is asked.
 *
 * @param file of the model; once it is registered, a copy under its hash is what counts
 * @param sha256 of it, where that is known before; null for an upload
 * @param name to be its alias, if there is none of that name
 */
public record TrialSpec(ObjectRef file, @Nullable String sha256, String name) {}
