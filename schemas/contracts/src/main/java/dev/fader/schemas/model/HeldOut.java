package dev.fader.schemas.model;

import org.jspecify.annotations.Nullable;

/**
 * Songs that neither network learnt from, as stems in object storage: {@code <prefix>/<split>/<song>/<source>.wav}.
 *
 * @param bucket null for the service's own
 * @param songs the first so many, in the order of their names
 * @param seconds of each at most, from its middle
 */
public record HeldOut(@Nullable String bucket, String prefix, String split, int songs, double seconds) {}
