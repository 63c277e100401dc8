package dev.fader.coordinator.preset;

import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an output shall be, as far as it was said.
 *
 * @param preset its name, where one was used
 */
public record OutputSettings(
        @Nullable Map<String, Gain> gainsDb,
        @Nullable OutputFormat format,
        @Nullable LoudnessPolicy loudness,
        @Nullable String preset) {

    public static final OutputSettings UNSAID = new OutputSettings(null, null, null, null);

    /** These where they say something, else those. Gains are taken as a whole. */
    public OutputSettings over(OutputSettings further) {
        return new OutputSettings(
                gainsDb == null ? further.gainsDb : gainsDb,
                format == null ? further.format : format,
                loudness == null ? further.loudness : loudness,
                preset == null ? further.preset : preset);
    }
}
