package dev.fader.coordinator.submit;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.preset.OutputSettings;
import dev.fader.coordinator.preset.OutputSettingsCheck;
import dev.fader.coordinator.preset.PresetStore;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.request.Tenants;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.RemixSpec;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From what a client sent for all items to a {@link SubmissionDefaults}; what is wrong is said to the diagnostics. */
@Singleton
final class DefaultsCheck {

    private final LimitsConfig limits;
    private final PresetStore presets;
    private final OutputSettingsCheck settings;

    OutputSettingsCheck settings() {
        return settings;
    }

    DefaultsCheck(LimitsConfig limits, PresetStore presets, OutputSettingsCheck settings) {
        this.limits = limits;
        this.presets = presets;
        this.settings = settings;
    }

    /** Defaults, and the presets that its items may name. */
    record Checked(SubmissionDefaults defaults, Map<String, OutputSettings> presets) {}

    Checked check(SubmitBatch sent, BatchKind kind, Diagnostics diagnostics) {
        String tenant = tenant(sent.tenant(), diagnostics);
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
            String fault = fault(key, value);
            if (fault != null) {
                diagnostics.fault(at + "/" + Diagnostics.escape(key), fault);
            } else {
                checked.put(key, Objects.requireNonNull(value));
            }
        });
        if (checked.entrySet().stream().mapToInt(DefaultsCheck::bytes).sum() > limits.metadataBytes()) {
            diagnostics.fault(
                    at, "has more than %d bytes (fader.limits.metadata-bytes)".formatted(limits.metadataBytes()));
        }
        return checked;
    }

    private @Nullable String fault(String key, @Nullable String value) {
        String fault = Texts.nameFault(key, limits.nameLength());
        if (fault != null) {
            return "the key %s (fader.limits.name-length)".formatted(fault);
        }
        if (value == null) {
            return "is null: a text is needed";
        }
        if (value.length() > limits.nameLength()) {
            return "has more than %d characters (fader.limits.name-length)".formatted(limits.nameLength());
        }
        return Texts.fault(value);
    }

    private static int bytes(Map.Entry<String, String> entry) {
        return (entry.getKey() + entry.getValue()).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String tenant(@Nullable String sent, Diagnostics diagnostics) {
        String fault = sent == null ? null : Tenants.fault(sent);
        if (fault != null) {
            diagnostics.fault("/tenant", "'%s' %s".formatted(sent, fault));
        }
        return sent == null || fault != null ? Tenants.DEFAULT : sent;
    }

    private String name(String at, @Nullable String sent, String otherwise, Diagnostics diagnostics) {
        if (sent == null) {
            return otherwise;
        }
        String fault = Texts.nameFault(sent, limits.nameLength());
        if (fault != null) {
            diagnostics.fault(at, "%s (fader.limits.name-length)".formatted(fault));
            return otherwise;
        }
        return sent;
    }
}
