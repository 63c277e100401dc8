package dev.fader.trainer.remix;

import dev.fader.schemas.notation.Decibels;
import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.LoudnessPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a loudness policy comes to for one output: one gain for the whole file. Where the true-peak ceiling is in the way
 * the gain is smaller and the loudness is missed by a known amount, because a limiter would change the sound unasked.
 *
 * @param missLu how far the ceiling keeps the output below the loudness asked for; null where no loudness can be measured
 */
record LoudnessGain(double db, @Nullable Double missLu) {

    static final LoudnessGain NONE = new LoudnessGain(0, 0.0);
    private static final LoudnessGain UNKNOWN = new LoudnessGain(0, null);

    /** @param remix loudness before the gain */
    static LoudnessGain of(LoudnessPolicy policy, Loudness input, Loudness remix) {
        Double wanted = switch (policy.mode()) {
            case NONE -> null;
            case MATCH -> input.integratedLufs();
            case TARGET -> policy.targetLufs();
        };
        Double ceiling = policy.ceilingDbtp();
        Double level = remix.integratedLufs();
        Double peak = remix.truePeakDb();
        if (policy.mode() == LoudnessPolicy.Mode.NONE || ceiling == null) {
            return NONE;
        }
        if (isSilent(input) && isSilent(remix) && policy.mode() == LoudnessPolicy.Mode.MATCH) {
            // silence is as loud as silence
            return NONE;
        }
        if (wanted == null || level == null || peak == null) {
            return UNKNOWN;
        }
        double gain = wanted - level;
        double most = ceiling - peak;
        return most < gain ? new LoudnessGain(most, gain - most) : new LoudnessGain(gain, 0.0);
    }

    private static boolean isSilent(Loudness sound) {
        return sound.truePeakDb() == null;
    }

    double ratio() {
        return Decibels.toAmplitude(db);
    }
}
