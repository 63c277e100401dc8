package dev.fader.schemas.api;

import org.jspecify.annotations.Nullable;

/** A record's value and its step. @param value null when it is not finite, for JSON has neither NaN nor infinities */
public record StepValue(long step, @Nullable Double value) {}
