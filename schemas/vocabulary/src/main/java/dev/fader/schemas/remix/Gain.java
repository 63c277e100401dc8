package dev.fader.schemas.remix;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Change of level of one source. In JSON a number of dB, or the word {@code "mute"} for −∞.
 *
 * @param db −∞ removes the source
 */
public record Gain(double db) {

    public static final Gain MUTE = new Gain(Double.NEGATIVE_INFINITY);

    private static final String MUTE_WORD = "mute";

    public Gain {
        if (Double.isNaN(db) || db == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a gain is a number of dB, not " + db);
        }
    }

    /** @throws IllegalArgumentException when the text is neither a number nor {@code mute} */
    public static Gain parse(String text) {
        if (text.equals(MUTE_WORD)) {
            return MUTE;
        }
        try {
            return new Gain(Decimal.parse(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is no gain: expected a number of dB or 'mute'".formatted(text), e);
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Gain ofJson(Object value) {
        // a number beyond all measure becomes an infinity, and must not mute
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return new Gain(number.doubleValue());
        }
        if (MUTE_WORD.equals(value)) {
            return MUTE;
        }
        throw new IllegalArgumentException("%s is no gain: expected a number of dB or \"mute\"".formatted(value));
    }

    public boolean mutes() {
        return db == Double.NEGATIVE_INFINITY;
    }

    @JsonValue
    Object toJson() {
        return mutes() ? MUTE_WORD : (Object) db;
    }

    /** As it is written on a command line: {@code +2 dB} or {@code mute}. */
    @Override
    public String toString() {
        return mutes() ? MUTE_WORD : "%+.4g dB".formatted(db);
    }
}
