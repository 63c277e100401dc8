package dev.fader.schemas.api;

import dev.fader.schemas.run.RunChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody did to a run. @param actor as the client calls itself in {@code Fader-Actor} */
public record RunEvent(
        Instant at,
        String actor,
        RunChange action,
        @Nullable String detail) {}
