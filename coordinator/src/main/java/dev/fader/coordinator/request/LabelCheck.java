package dev.fader.coordinator.request;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.schemas.Texts;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Labels and metadata within their limits. */
@Singleton
public final class LabelCheck {

    private final LimitsConfig limits;

    LabelCheck(LimitsConfig limits) {
        this.limits = limits;
    }

    /** @param at where they stand in the request @return those that are in order */
    public Map<String, String> check(String at, @Nullable Map<String, @Nullable String> sent, Diagnostics diagnostics) {
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
        if (checked.entrySet().stream().mapToInt(LabelCheck::bytes).sum() > limits.metadataBytes()) {
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
}
