package dev.fader.schemas.api;

import org.jspecify.annotations.Nullable;

/** How far work has come, in seconds of audio; the total is null until the file has been opened. */
public record Progress(double audioSecondsDone, @Nullable Double audioSecondsTotal) {}
