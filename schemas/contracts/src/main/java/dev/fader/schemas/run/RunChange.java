package dev.fader.schemas.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;

/** What can happen to a run, besides that its epochs end. */
public enum RunChange {
    SUBMITTED,
    CLONED,
    PAUSED,
    RESUMED,
    /** Another priority. */
    REPRIORITISED,
    /** From an epoch that had ended. */
    RESTARTED,
    /** It has come as far as it is let. */
    HELD,
    /** It was held, and is let on. */
    CONTINUED,
    /** It is to end at its next step; {@link #CANCELLED} follows. */
    CANCELLING,
    CANCELLED,
    /** It was held, and is left there. */
    STOPPED,
    FINISHED,
    /** Its first look found that it cannot be trained. */
    REFUSED,
    FAILED;

    /** @throws IllegalArgumentException listing what would have been understood */
    @JsonCreator
    public static RunChange parse(String text) {
        return WireNames.parse(RunChange.class, "change of a run", text);
    }

    @JsonValue
    public String wireName() {
        return WireNames.of(this);
    }
}
