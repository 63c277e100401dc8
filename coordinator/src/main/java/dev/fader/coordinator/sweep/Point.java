package dev.fader.coordinator.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.coordinator.problem.Suggestion;
import dev.fader.coordinator.run.RunChanges;
import dev.fader.schemas.FaderJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run of a sweep is given. @param values by their dotted paths in the configuration */
record Point(Map<String, JsonNode> values) {

    private static final String DOT = "\\.";

    /** @return a configuration of its own */
    JsonNode config(JsonNode base) {
        JsonNode config = base.deepCopy();
        values.forEach((path, value) -> {
            String[] names = path.split(DOT, -1);
            String last = names[names.length - 1];
            ObjectNode parent = (ObjectNode) parent(config, names);
            parent.set(last, RunChanges.merged(parent.path(last), value.deepCopy()));
        });
        return config;
    }

    /** @return null when there is something at the path, else what is wrong with it */
    static @Nullable String fault(JsonNode base, String path) {
        String[] names = path.split(DOT, -1);
        JsonNode parent = parent(base, names);
        if (!parent.isObject()) {
            return "the configuration has nothing above '%s'".formatted(path);
        }
        String last = names[names.length - 1];
        return parent.has(last)
                ? null
                : Suggestion.unknown(
                        "key of the configuration",
                        path,
                        parent.properties().stream()
                                .map(entry -> path.substring(0, path.length() - last.length()) + entry.getKey())
                                .toList());
    }

    private static JsonNode parent(JsonNode node, String[] names) {
        JsonNode parent = node;
        for (int n = 0; n < names.length - 1; n++) {
            parent = parent.path(names[n]);
        }
        return parent;
    }

    JsonNode json() {
        return FaderJson.tree(values);
    }
}
