package dev.fader.coordinator.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.LoudnessPolicy;
import java.util.List;
import java.util.Map;

/**
 * What holds for all items of a table or of lines, from the query: the names of {@link SubmitBatch}'s parts, with
 * {@code label} and {@code metadata} as often as wanted, each {@code key=value}.
 */
final class DefaultsParameters {

    private static final ObjectMapper JSON = FaderJson.mapper();
    private static final List<String> TEXTS = List.of("tenant", "class", "model", "preset", "format", "nameTemplate");
    private static final List<String> NUMBERS = List.of("priority", "retainDays");
    private static final String LOUDNESS = "loudness";
    private static final Map<String, String> MAPS = Map.of("label", "labels", "metadata", "metadata");

    private DefaultsParameters() {}

    /** @throws ProblemException when a parameter cannot be understood */
    static SubmitBatch defaults(Map<String, List<String>> query) throws JsonProcessingException {
        ObjectNode defaults = JSON.createObjectNode();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            String name = parameter.getKey();
            String value = parameter.getValue().getLast();
            try {
                if (TEXTS.contains(name)) {
                    defaults.put(name, value);
                } else if (NUMBERS.contains(name)) {
                    defaults.put(name, Integer.parseInt(value));
                } else if (name.equals(LOUDNESS)) {
                    defaults.set(name, JSON.valueToTree(LoudnessPolicy.parse(value)));
                } else if (MAPS.containsKey(name)) {
                    parameter.getValue().forEach(pair -> put(defaults.withObject("/" + MAPS.get(name)), name, pair));
                } else {
                    throw new IllegalArgumentException("there is no such parameter: expected dry_run, %s, %s, %s or %s"
                            .formatted(TEXTS, NUMBERS, LOUDNESS, MAPS.keySet()));
                }
            } catch (IllegalArgumentException e) {
                throw new ProblemException(
                        ProblemType.MALFORMED_REQUEST, "parameter %s='%s': %s".formatted(name, value, e.getMessage()));
            }
        }
        return JSON.treeToValue(defaults, SubmitBatch.class);
    }

    private static void put(ObjectNode map, String name, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("%s is written key=value".formatted(name));
        }
        map.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
}
