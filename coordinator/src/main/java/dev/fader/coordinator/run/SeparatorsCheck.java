package dev.fader.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.Suggestion;
import dev.fader.queue.model.AliasRows;
import dev.fader.queue.model.KnownModel;
import dev.fader.queue.model.ModelRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The models behind the separators of a mixer's configuration, which are to be what the configuration says. */
final class SeparatorsCheck {

    private static final String AT = "/separators";

    private final Handle handle;
    private final JsonNode config;
    private final Findings findings;

    SeparatorsCheck(Handle handle, JsonNode config, Findings findings) {
        this.handle = handle;
        this.config = config;
        this.findings = findings;
    }

    /** Whether a configuration is a mixer's, and no network's. */
    static boolean mixes(JsonNode config) {
        return config.has("weigher");
    }

    /** @param sent models by name. @return SHA-256 by name */
    Map<String, String> check(@Nullable Map<String, @Nullable String> sent) {
        Map<String, @Nullable String> named = Objects.requireNonNullElse(sent, Map.of());
        if (!mixes(config)) {
            if (!named.isEmpty()) {
                findings.fault(AT, "are a mixer's, and the configuration is a network's: it has no weigher");
            }
            return Map.of();
        }
        Map<String, List<String>> mixed = mixed();
        for (String name : named.keySet()) {
            if (!mixed.containsKey(name)) {
                findings.fault(
                        at(name), "is no separator of the configuration, which has %s".formatted(mixed.keySet()));
            }
        }
        Map<String, String> hashes = new LinkedHashMap<>();
        mixed.forEach((name, sources) -> {
            KnownModel model = model(name, named.get(name));
            if (model != null) {
                requireFits(name, sources, model);
                hashes.put(name, model.sha256());
            }
        });
        return hashes;
    }

    /** What is mixed of each; what is wrong with it, the first look says. */
    private Map<String, List<String>> mixed() {
        Map<String, List<String>> mixed = new LinkedHashMap<>();
        for (JsonNode separator : config.path("separators")) {
            List<String> sources = new ArrayList<>();
            separator.path("sources").forEach(source -> sources.add(source.asText()));
            mixed.put(separator.path("name").asText(), sources);
        }
        return mixed;
    }

    private @Nullable KnownModel model(String name, @Nullable String model) {
        if (model == null) {
            findings.fault(
                    at(name),
                    "is missing: the configuration mixes it, and a model is expected ('fader models' lists them)");
            return null;
        }
        List<KnownModel> found = ModelRows.named(handle, model);
        if (found.size() != 1) {
            findings.fault(
                    at(name),
                    found.isEmpty()
                            ? Suggestion.unknown("model", model, AliasRows.names(handle))
                            : "the SHA-256 of more than one model begins with '%s': say more of it".formatted(model));
            return null;
        }
        return found.getFirst();
    }

    private void requireFits(String name, List<String> sources, KnownModel model) {
        int rateHz = config.path("sampleRateHz").asInt();
        if (model.sampleRateHz() != rateHz || !model.sources().containsAll(sources)) {
            findings.fault(
                    at(name),
                    "the configuration mixes %s at %d Hz, but the model %.12s… is a separator of %s at %d Hz"
                            .formatted(sources, rateHz, model.sha256(), model.sources(), model.sampleRateHz()));
        }
    }

    private static String at(String name) {
        return AT + "/" + Diagnostics.escape(name);
    }
}
