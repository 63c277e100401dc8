package dev.fader.schemas.remix;

import dev.fader.schemas.notation.Finite;
import org.jspecify.annotations.Nullable;

/**
 * Loudness after EBU R128. A value is null where it has none: digital silence has no loudness.
 *
 * @param integratedLufs over the whole file
 * @param truePeakDb in dBTP
 * @param rangeLu loudness range; 0 for less than 3 s
 */
public record Loudness(
        @Nullable Double integratedLufs,
        @Nullable Double truePeakDb,
        @Nullable Double rangeLu) {

    /** As a meter has it, −∞ for silence. */
    public static Loudness measured(double integratedLufs, double truePeakDb, double rangeLu) {
        return new Loudness(Finite.orNull(integratedLufs), Finite.orNull(truePeakDb), Finite.orNull(rangeLu));
    }
}
