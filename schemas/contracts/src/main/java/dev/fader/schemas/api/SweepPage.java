package dev.fader.schemas.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some sweeps. @param next for {@code after}; null on the last page */
public record SweepPage(List<SweepView> sweeps, @Nullable String next) {

    public SweepPage {
        sweeps = List.copyOf(sweeps);
    }
}
