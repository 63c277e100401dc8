package dev.fader.trainer.engine;

/** What Adam remembers between steps. */
@SuppressWarnings("ArrayRecordComponent") // vectors are handed over whole and never compared
public record AdamState(long steps, float[] firstMoment, float[] secondMoment) {

    /** @param length of the parameter vector */
    public static AdamState fresh(int length) {
        return new AdamState(0, new float[length], new float[length]);
    }
}
