package dev.fader.schemas.api;

import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gains, format and loudness under a name; what is null is left to whoever uses it.
 *
 * @param builtIn comes with the service, for every tenant
 */
public record Preset(
        @Nullable String name,
        @Nullable Map<String, @Nullable Gain> gainsDb,
        @Nullable OutputFormat format,
        @Nullable LoudnessPolicy loudness,
        @Nullable Boolean builtIn) {}
