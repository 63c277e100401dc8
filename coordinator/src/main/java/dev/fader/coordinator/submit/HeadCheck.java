package dev.fader.coordinator.submit;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.preset.PresetStore;
import dev.fader.coordinator.preset.Settings;
import dev.fader.coordinator.preset.SettingsCheck;
import dev.fader.coordinator.problem.Remarks;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.RemixSpec;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From what a client sent for all items to a {@link Head}; what is wrong is remarked. */
final class HeadCheck {

    private static final String DEFAULT_TENANT = "default";

    private final LimitsConfig limits;
    private final PresetStore presets;
    private final SettingsCheck settings;

    HeadCheck(LimitsConfig limits, PresetStore presets, SettingsCheck settings) {
        this.limits = limits;
        this.presets = presets;
        this.settings = settings;
    }

    /** A head, and the presets that its items may name. */
    record Checked(Head head, Map<String, Settings> presets) {}

    Checked check(SubmitBatch sent, BatchKind kind, Remarks remarks) {
        String tenant = name("/tenant", sent.tenant(), DEFAULT_TENANT, remarks);
        Map<String, Settings> named = presets.settings(tenant);
        Settings said =
                settings.check("", sent.gainsDb(), sent.preset(), sent.format(), sent.loudness(), named, remarks);
        int priority = Objects.requireNonNullElse(sent.priority(), 0);
        if (Math.abs((long) priority) > limits.priority()) {
            remarks.fault("/priority", "is outside ±%d (fader.limits.priority)".formatted(limits.priority()));
        }
        Integer days = sent.retainDays();
        if (days != null && (days < 1 || days > limits.retainDays())) {
            remarks.fault(
                    "/retainDays", "is outside 1 to %d (fader.limits.retain-days)".formatted(limits.retainDays()));
        }
        return new Checked(
                new Head(
                        kind,
                        tenant,
                        Objects.requireNonNullElse(sent.taskClass(), TaskClass.BATCH),
                        priority,
                        name("/model", sent.model(), RemixSpec.DEFAULT_MODEL, remarks),
                        said,
                        sent.variants(),
                        template(sent.nameTemplate(), remarks),
                        texts("/labels", sent.labels(), remarks),
                        texts("/metadata", sent.metadata(), remarks),
                        days),
                named);
    }

    private static NameTemplate template(@Nullable String sent, Remarks remarks) {
        try {
            return new NameTemplate(Objects.requireNonNullElse(sent, NameTemplate.DEFAULT));
        } catch (IllegalArgumentException e) {
            remarks.fault("/nameTemplate", String.valueOf(e.getMessage()));
            return new NameTemplate(NameTemplate.DEFAULT);
        }
    }

    /** Labels or metadata within their limits. */
    Map<String, String> texts(String at, @Nullable Map<String, @Nullable String> sent, Remarks remarks) {
        Map<String, String> checked = new TreeMap<>();
        if (sent == null) {
            return checked;
        }
        if (sent.size() > limits.labels()) {
            remarks.fault(at, "has more than %d entries (fader.limits.labels)".formatted(limits.labels()));
            return checked;
        }
        sent.forEach((key, value) -> {
            if (value == null || key.length() > limits.nameLength() || value.length() > limits.nameLength()) {
                remarks.fault(
                        at + "/" + Remarks.escape(key),
                        "needs a text; key and text have at most %d characters (fader.limits.name-length)"
                                .formatted(limits.nameLength()));
            } else {
                checked.put(key, value);
            }
        });
        return checked;
    }

    private String name(String at, @Nullable String sent, String otherwise, Remarks remarks) {
        if (sent == null) {
            return otherwise;
        }
        if (sent.isBlank() || sent.length() > limits.nameLength() || sent.indexOf('\0') >= 0) {
            remarks.fault(at, "must have 1 to %d characters (fader.limits.name-length)".formatted(limits.nameLength()));
            return otherwise;
        }
        return sent;
    }
}
