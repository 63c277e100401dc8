package dev.fader.schemas.remix;

import dev.fader.schemas.notation.Finite;
import org.jspecify.annotations.Nullable;

/**
 * Loudness after EBU R128. A value is null where it has none: nothing that is shorter than 0.4 s or nowhere as loud as
 * −70 LUFS has a loudness, and digital silence has no peak.
 *
 * @param integratedLufs over the whole file
 * @param truePeakDb in dBTP
 * @param rangeLu loudness range; null for less than 3 s above −70 LUFS
 */
public record Loudness(
        @Nullable Double integratedLufs,
        @Nullable Double truePeakDb,
        @Nullable Double rangeLu) {

    /** As a meter has it, −∞ or not a number where nothing was measured. */
    public static Loudness measured(double integratedLufs, double truePeakDb, double rangeLu) {
        return new Loudness(Finite.orNull(integratedLufs), Finite.orNull(truePeakDb), Finite.orNull(rangeLu));
    }
}
