package dev.fader.schemas.event;

import dev.fader.schemas.RunId;
import dev.fader.schemas.kind.EpochKind;
import java.util.Map;

/**
 * An epoch of a run has ended, and its checkpoint is kept.
 *
 * @param step after it
 * @param validationSdrDb of the weights at its end, in dB
 * @param bestSdrDb of the best weights so far, in dB
 * @param stale validations since the best
 * @param measured mean SDRs of the validation by name, in dB
 * @param seconds that steps and validation took
 */
public record EpochEnded(
        RunId run,
        int epoch,
        long step,
        double validationSdrDb,
        double bestSdrDb,
        int stale,
        Map<String, Double> measured,
        double seconds,
        String device)
        implements EventData {

    public static EpochEnded of(RunId run, EpochKind.Result result) {
        return new EpochEnded(
                run,
                result.epoch(),
                result.position().step(),
                result.validationSdrDb(),
                result.bestSdrDb(),
                result.stale(),
                result.measured(),
                result.seconds(),
                result.device());
    }

    @Override
    public About about() {
        return About.EPOCH;
    }

    @Override
    public String happened() {
        return "ended";
    }

    @Override
    public String subject() {
        return run.toString();
    }
}
