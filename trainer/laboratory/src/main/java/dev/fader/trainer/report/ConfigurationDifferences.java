package dev.fader.trainer.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** The keys of which some configurations have other values than others, by their dotted paths. */
final class ConfigurationDifferences {

    private ConfigurationDifferences() {}

    /** @return by key, a value for each configuration; a dash where one does not have it */
    static Map<String, List<String>> of(List<JsonNode> configurations) {
        List<Map<String, String>> flat = configurations.stream()
                .map(configuration -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    flatten("", configuration, values);
                    return values;
                })
                .toList();
        SequencedSet<String> keys = new LinkedHashSet<>();
        flat.forEach(values -> keys.addAll(values.keySet()));
        Map<String, List<String>> differences = new LinkedHashMap<>();
        for (String key : keys) {
            List<String> values = new ArrayList<>();
            flat.forEach(each -> values.add(each.getOrDefault(key, Page.MISSING)));
            if (values.stream().distinct().count() > 1) {
                differences.put(key, values);
            }
        }
        return differences;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), values));
        } else {
            values.put(path, node.isTextual() ? node.asText() : node.toString());
        }
    }
}
