package dev.fader.coordinator.run;

import org.jspecify.annotations.Nullable;

/** Who does something to a run. Nobody is known here: a client may say who it is. */
public final class Actor {

    /** The header in which a client says it. */
    public static final String HEADER = "Fader-Actor";

    private static final int LONGEST = 100;

    private Actor() {}

    public static String of(@Nullable String header) {
        return header == null || header.isBlank()
                ? "somebody"
                : header.strip().substring(0, Math.min(LONGEST, header.strip().length()));
    }
}
