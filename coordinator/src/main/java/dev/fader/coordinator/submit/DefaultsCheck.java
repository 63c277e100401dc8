package dev.fader.coordinator.submit;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.preset.OutputSettings;
import dev.fader.coordinator.preset.OutputSettingsCheck;
import dev.fader.coordinator.preset.PresetStore;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.RemixSpec;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From what a client sent for all items to a {@link SubmissionDefaults}; what is wrong is said to the diagnostics. */
final class DefaultsCheck {

    private static final String DEFAULT_TENANT = "default";

    private final LimitsConfig limits;
    private final PresetStore presets;
    private final OutputSettingsCheck settings;

    DefaultsCheck(LimitsConfig limits, PresetStore presets, OutputSettingsCheck settings) {
        this.limits = limits;
        this.presets = presets;
        this.settings = settings;
    }

    /** Defaults, and the presets that its items may name. */
    record Checked(SubmissionDefaults defaults, Map<String, OutputSettings> presets) {}

    Checked check(SubmitBatch sent, BatchKind kind, Diagnostics diagnostics) {
        String tenant = name("/tenant", sent.tenant(), DEFAULT_TENANT, diagnostics);
        Map<String, OutputSettings> named = presets.settings(tenant);
        OutputSettings said =
                settings.check("", sent.gainsDb(), sent.preset(), sent.format(), sent.loudness(), named, diagnostics);
        int priority = Objects.requireNonNullElse(sent.priority(), 0);
        if (Math.abs((long) priority) > limits.priority()) {
            diagnostics.fault("/priority", "is outside ±%d (fader.limits.priority)".formatted(limits.priority()));
        }
        Integer days = sent.retainDays();
        if (days != null && (days < 1 || days > limits.retainDays())) {
            diagnostics.fault(
                    "/retainDays", "is outside 1 to %d (fader.limits.retain-days)".formatted(limits.retainDays()));
        }
        return new Checked(
                new SubmissionDefaults(
                        kind,
                        tenant,
                        Objects.requireNonNullElse(sent.taskClass(), TaskClass.BATCH),
                        priority,
                        name("/model", sent.model(), RemixSpec.DEFAULT_MODEL, diagnostics),
                        said,
                        sent.variants(),
                        template(sent.nameTemplate(), diagnostics),
                        texts("/labels", sent.labels(), diagnostics),
                        texts("/metadata", sent.metadata(), diagnostics),
                        days),
                named);
    }

    private static NameTemplate template(@Nullable String sent, Diagnostics diagnostics) {
        try {
            return new NameTemplate(Objects.requireNonNullElse(sent, NameTemplate.DEFAULT));
        } catch (IllegalArgumentException e) {
            diagnostics.fault("/nameTemplate", String.valueOf(e.getMessage()));
            return new NameTemplate(NameTemplate.DEFAULT);
        }
    }

    /** Labels or metadata within their limits. */
    Map<String, String> texts(String at, @Nullable Map<String, @Nullable String> sent, Diagnostics diagnostics) {
        Map<String, String> checked = new TreeMap<>();
        if (sent == null) {
            return checked;
        }
        if (sent.size() > limits.labels()) {
            diagnostics.fault(at, "has more than %d entries (fader.limits.labels)".formatted(limits.labels()));
            return checked;
        }
        sent.forEach((key, value) -> {
            if (value == null || key.length() > limits.nameLength() || value.length() > limits.nameLength()) {
                diagnostics.fault(
                        at + "/" + Diagnostics.escape(key),
                        "needs a text; key and text have at most %d characters (fader.limits.name-length)"
                                .formatted(limits.nameLength()));
            } else {
                checked.put(key, value);
            }
        });
        return checked;
    }

    private String name(String at, @Nullable String sent, String otherwise, Diagnostics diagnostics) {
        if (sent == null) {
            return otherwise;
        }
        if (sent.isBlank() || sent.length() > limits.nameLength() || sent.indexOf('\0') >= 0) {
            diagnostics.fault(
                    at, "must have 1 to %d characters (fader.limits.name-length)".formatted(limits.nameLength()));
            return otherwise;
        }
        return sent;
    }
}
