package dev.fader.trainer.metrics;

/**
 * Voice activity, a label for each 20 ms.
 *
 * @param active whether a voice is heard
 */
@SuppressWarnings("ArrayRecordComponent") // labels are handed over whole and never compared
public record VoiceLabels(boolean[] active) {

    private static final int PER_SECOND = 1000 / VoiceActivity.LABEL_MILLIS;

    public int count() {
        return active.length;
    }

    /** Whether a whole second has no voice: the mean of its labels is at most 0.5. @param second from 0 */
    public boolean silentIn(int second) {
        int from = second * PER_SECOND;
        int to = Math.min(active.length, from + PER_SECOND);
        int heard = 0;
        for (int i = from; i < to; i++) {
            heard += active[i] ? 1 : 0;
        }
        return 2 * heard <= to - from;
    }

    /** How many labels are those of the other. @throws IllegalArgumentException if the two differ in length */
    public int agreeing(VoiceLabels other) {
        if (active.length != other.active.length) {
            throw new IllegalArgumentException(
                    "%d labels cannot be compared with %d".formatted(active.length, other.active.length));
        }
        int agreeing = 0;
        for (int i = 0; i < active.length; i++) {
            agreeing += active[i] == other.active[i] ? 1 : 0;
        }
        return agreeing;
    }
}
