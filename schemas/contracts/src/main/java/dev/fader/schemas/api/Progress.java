package dev.fader.schemas.api;

import dev.fader.schemas.kind.ProgressUnit;
import org.jspecify.annotations.Nullable;

/** How far work has come; the total is null until it is known, of a file when it has been opened. */
public record Progress(double done, @Nullable Double total, ProgressUnit unit) {}
