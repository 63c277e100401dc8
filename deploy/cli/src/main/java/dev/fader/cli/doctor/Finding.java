package dev.fader.cli.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What was found at one place.
 *
 * @param check what was looked at
 * @param says what is there
 * @param remedy what to do; null where nothing needs to be done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(
        String check,
        Verdict verdict,
        String says,
        @Nullable String remedy) {

    enum Verdict {
        @JsonProperty("ok")
        OK,
        /** It works, and could work better. */
        @JsonProperty("note")
        NOTE,
        @JsonProperty("wrong")
        WRONG
    }

    static Finding ok(String check, String says) {
        return new Finding(check, Verdict.OK, says, null);
    }

    static Finding note(String check, String says, String remedy) {
        return new Finding(check, Verdict.NOTE, says, remedy);
    }

    static Finding wrong(String check, String says, String remedy) {
        return new Finding(check, Verdict.WRONG, says, remedy);
    }

    boolean isWrong() {
        return verdict == Verdict.WRONG;
    }

    String line() {
        String line = "%-5s %-13s %s".formatted(verdict, check, says);
        return remedy == null ? line : line + System.lineSeparator() + " ".repeat(20) + "→ " + remedy;
    }
}
