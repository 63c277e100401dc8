package dev.fader.trainer.remix;

import dev.fader.schemas.notation.Decibels;
import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.LoudnessPolicy;

/**
 * What a loudness policy comes to for one output: one gain for the whole file. Where the true-peak ceiling is in the way
 * the gain is smaller and the loudness is missed by a known amount, because a limiter would change the sound unasked.
 *
 * @param missLu how far the ceiling keeps the output below the loudness asked for
 */
record LoudnessGain(double db, double missLu) {

    static final LoudnessGain NONE = new LoudnessGain(0, 0);

    /** @param remix loudness before the gain; silence gets none */
    static LoudnessGain of(LoudnessPolicy policy, Loudness input, Loudness remix) {
        Double wanted = switch (policy.mode()) {
            case NONE -> null;
            case MATCH -> input.integratedLufs();
            case TARGET -> policy.targetLufs();
        };
        Double ceiling = policy.ceilingDbtp();
        Double level = remix.integratedLufs();
        Double peak = remix.truePeakDb();
        if (wanted == null || ceiling == null || level == null || peak == null) {
            return NONE;
        }
        double gain = wanted - level;
        double most = ceiling - peak;
        return most < gain ? new LoudnessGain(most, gain - most) : new LoudnessGain(gain, 0);
    }

    double ratio() {
        return Decibels.toAmplitude(db);
    }
}
