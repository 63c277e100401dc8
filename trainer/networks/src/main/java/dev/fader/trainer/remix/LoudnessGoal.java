package dev.fader.trainer.remix;

import dev.fader.trainer.audio.Loudness;

/**
 * How loud an output shall be. Reached by one gain for the whole file: where the true-peak ceiling is in the way the
 * gain is smaller and the goal is missed by a known amount, because a limiter would change the sound unasked.
 */
public sealed interface LoudnessGoal {

    /** As the gains of the sources make it; no ceiling, and what is beyond full scale is clipped and counted. */
    record Keep() implements LoudnessGoal {}

    /** As loud as the input. @param ceilingDbtp highest true peak */
    record MatchInput(double ceilingDbtp) implements LoudnessGoal {}

    /** @param lufs integrated loudness. @param ceilingDbtp highest true peak */
    record Target(double lufs, double ceilingDbtp) implements LoudnessGoal {}

    /**
     * The gain of an output.
     *
     * @param missLu how far the ceiling keeps the output below the goal
     */
    record Gain(double db, double missLu) {

        static final Gain NONE = new Gain(0, 0);

        double ratio() {
            return Math.pow(10, db / 20);
        }
    }

    /**
     * @param in loudness of the input
     * @param remix loudness of the remix before the gain; silence gets none
     */
    default Gain gainFor(Loudness in, Loudness remix) {
        return switch (this) {
            case Keep keep -> Gain.NONE;
            case MatchInput(double ceiling) -> toward(in.integratedLufs(), ceiling, remix);
            case Target(double lufs, double ceiling) -> toward(lufs, ceiling, remix);
        };
    }

    private static Gain toward(double lufs, double ceilingDbtp, Loudness remix) {
        double wanted = lufs - remix.integratedLufs();
        if (!Double.isFinite(wanted)) {
            return Gain.NONE;
        }
        double most = ceilingDbtp - remix.truePeakDb();
        return most < wanted ? new Gain(most, wanted - most) : new Gain(wanted, 0);
    }
}
