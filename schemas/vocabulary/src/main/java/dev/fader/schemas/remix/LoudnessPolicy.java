package dev.fader.schemas.remix;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;
import org.jspecify.annotations.Nullable;

/**
 * What is done about a remix's loudness: one gain for the whole file, never a limiter. Where the ceiling does not let
 * the loudness be reached, the gain is smaller and the quality record says so.
 *
 * @param targetLufs for {@link Mode#TARGET} only
 * @param ceilingDbtp highest true peak that a gain may leave, in dBTP; null under {@link Mode#NONE}
 */
public record LoudnessPolicy(
        Mode mode, @Nullable Double targetLufs, @Nullable Double ceilingDbtp) {

    public static final double DEFAULT_CEILING_DBTP = -1;
    public static final LoudnessPolicy NONE = new LoudnessPolicy(Mode.NONE, null, null);

    /** Where the loudness comes from. */
    public enum Mode {
        /** As the gains make it. */
        NONE,
        /** As loud as the input. */
        MATCH,
        /** As loud as asked for. */
        TARGET;

        @JsonCreator
        public static Mode parse(String text) {
            return WireNames.parse(Mode.class, "loudness mode", text);
        }

        @JsonValue
        public String wireName() {
            return WireNames.of(this);
        }
    }

    @JsonCreator
    public LoudnessPolicy(
            @JsonProperty(value = "mode", required = true) Mode mode,
            @JsonProperty("targetLufs") @Nullable Double targetLufs,
            @JsonProperty("ceilingDbtp") @Nullable Double ceilingDbtp) {
        if ((mode == Mode.TARGET) != (targetLufs != null)) {
            throw new IllegalArgumentException("mode 'target' needs targetLufs, and the other modes have none");
        }
        if (mode == Mode.NONE && ceilingDbtp != null) {
            throw new IllegalArgumentException("mode 'none' applies no gain, so it keeps no ceilingDbtp");
        }
        this.mode = mode;
        this.targetLufs = targetLufs;
        this.ceilingDbtp =
                ceilingDbtp == null && mode != Mode.NONE ? Double.valueOf(DEFAULT_CEILING_DBTP) : ceilingDbtp;
    }

    /**
     * As it is written in a table's cell or on a command line: {@code none}, {@code match}, or a number of LUFS; the last
     * two may be followed by {@code @} and the ceiling in dBTP, as in {@code -14@-1}.
     *
     * @throws IllegalArgumentException saying what would have been understood
     */
    public static LoudnessPolicy parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        String[] parts = text.split("@", 2);
        try {
            Double ceiling = parts.length == 1 ? null : Double.valueOf(Decimal.parse(parts[1]));
            return parts[0].equals("match")
                    ? new LoudnessPolicy(Mode.MATCH, null, ceiling)
                    : new LoudnessPolicy(Mode.TARGET, Double.valueOf(Decimal.parse(parts[0])), ceiling);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'%s' is no loudness: expected none, match[@DBTP] or LUFS[@DBTP], such as -14@-1".formatted(text),
                    e);
        }
    }

    public static LoudnessPolicy match() {
        return new LoudnessPolicy(Mode.MATCH, null, null);
    }

    public static LoudnessPolicy target(double lufs, double ceilingDbtp) {
        return new LoudnessPolicy(Mode.TARGET, lufs, ceilingDbtp);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return switch (mode) {
            case NONE -> "none";
            case MATCH -> "match@" + ceilingDbtp;
            case TARGET -> targetLufs + "@" + ceilingDbtp;
        };
    }
}
