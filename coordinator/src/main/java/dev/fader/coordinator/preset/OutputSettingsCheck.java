package dev.fader.coordinator.preset;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.schemas.api.Preset;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From gains, format, loudness and the name of a preset, as a client wrote them, to {@link OutputSettings}. */
@Singleton
public final class OutputSettingsCheck {

    private static final double LOWEST_LUFS = -70;
    private static final double LOWEST_CEILING_DBTP = -20;

    private final LimitsConfig limits;
    /** That have a fader. */
    private final List<String> sources;

    @Inject
    OutputSettingsCheck(LimitsConfig limits) {
        this(limits, limits.sources());
    }

    private OutputSettingsCheck(LimitsConfig limits, List<String> sources) {
        this.limits = limits;
        this.sources = List.copyOf(sources);
    }

    /** The same for a model of other sources. */
    public OutputSettingsCheck of(List<String> others) {
        return new OutputSettingsCheck(limits, others);
    }

    public List<String> sources() {
        return sources;
    }

    /**
     * @param at JSON pointer to what holds them
     * @param presets that may be named
     */
    public OutputSettings check(
            String at,
            @Nullable Map<String, @Nullable Gain> gainsDb,
            @Nullable String preset,
            @Nullable OutputFormat format,
            @Nullable LoudnessPolicy loudness,
            Map<String, OutputSettings> presets,
            Diagnostics diagnostics) {
        OutputSettings said = new OutputSettings(
                gainsDb == null ? null : gains(at + "/gainsDb", gainsDb, diagnostics),
                format,
                loudness(at + "/loudness", loudness, diagnostics),
                preset);
        if (preset == null) {
            return said;
        }
        OutputSettings named = presets.get(preset);
        if (named == null) {
            diagnostics.fault(
                    at + "/preset",
                    "there is no preset '%s': expected one of %s"
                            .formatted(
                                    preset, presets.keySet().stream().sorted().toList()));
            // it was to say the gains: that nobody says them would be a second finding for one fault
            return said.gainsDb() == null ? new OutputSettings(Map.of(), said.format(), said.loudness(), preset) : said;
        }
        if (said.gainsDb() == null) {
            fits(at + "/preset", preset, named, diagnostics);
        }
        return said.over(named);
    }

    /** A preset is for any model; this one may lack a source that it moves. */
    private void fits(String at, String preset, OutputSettings named, Diagnostics diagnostics) {
        Map<String, Gain> gains = named.gainsDb();
        List<String> missing = gains == null
                ? List.of()
                : gains.keySet().stream()
                        .filter(source -> !sources.contains(source))
                        .sorted()
                        .toList();
        if (!missing.isEmpty()) {
            diagnostics.fault(
                    at,
                    "'%s' moves %s, of which the model knows nothing: it has %s".formatted(preset, missing, sources));
        }
    }

    /** What a preset itself says. */
    public OutputSettings check(Preset preset, Diagnostics diagnostics) {
        return check("", preset.gainsDb(), null, preset.format(), preset.loudness(), Map.of(), diagnostics);
    }

    private Map<String, Gain> gains(String at, Map<String, @Nullable Gain> gains, Diagnostics diagnostics) {
        Map<String, Gain> checked = new HashMap<>();
        if (gains.isEmpty()) {
            diagnostics.fault(at, "a gain for at least one source is needed: " + sources);
        }
        gains.forEach((source, gain) -> {
            String pointer = at + "/" + Diagnostics.escape(source);
            if (!sources.contains(source)) {
                diagnostics.fault(pointer, "'%s' is no source: expected one of %s".formatted(source, sources));
            } else if (gain == null || !gain.mutes() && Math.abs(gain.db()) > limits.gainDb()) {
                diagnostics.fault(
                        pointer, "%s is outside ±%s dB (fader.limits.gain-db)".formatted(gain, limits.gainDb()));
            } else {
                if (!gain.mutes() && Math.abs(gain.db()) > limits.trainedGainDb()) {
                    diagnostics.warn(
                            pointer,
                            "%s is beyond the ±%s dB that the networks are trained for (fader.limits.trained-gain-db)"
                                    .formatted(gain, limits.trainedGainDb()));
                }
                checked.put(source, gain);
            }
        });
        return checked;
    }

    private static @Nullable LoudnessPolicy loudness(
            String at, @Nullable LoudnessPolicy policy, Diagnostics diagnostics) {
        if (policy != null) {
            within(at + "/targetLufs", policy.targetLufs(), LOWEST_LUFS, "LUFS", diagnostics);
            within(at + "/ceilingDbtp", policy.ceilingDbtp(), LOWEST_CEILING_DBTP, "dBTP", diagnostics);
        }
        return policy;
    }

    private static void within(String at, @Nullable Double level, double lowest, String unit, Diagnostics diagnostics) {
        if (level != null && !(level >= lowest && level <= 0)) {
            diagnostics.fault(at, "%s is outside %s to 0 %s".formatted(level, lowest, unit));
        }
    }
}
