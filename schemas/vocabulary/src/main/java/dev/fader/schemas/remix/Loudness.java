package dev.fader.schemas.remix;

import org.jspecify.annotations.Nullable;

/**
 * Loudness after EBU R128. A value is null where it has none: digital silence has no loudness.
 *
 * @param integratedLufs over the whole file
 * @param truePeakDb in dBTP
 * @param rangeLu loudness range
 */
public record Loudness(
        @Nullable Double integratedLufs,
        @Nullable Double truePeakDb,
        @Nullable Double rangeLu) {}
