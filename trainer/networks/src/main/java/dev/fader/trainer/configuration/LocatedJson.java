package dev.fader.trainer.configuration;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.trainer.configuration.FaultyConfiguration.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON of which it is known where each key stands. Places are named by paths such as {@code examples.augmentation}, the elements
 * of lists by numbers from 0; the whole is the empty path.
 */
final class LocatedJson {

    private final ObjectMapper mapper;
    private final boolean oneLine;
    private final Map<String, String> places = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private JsonNode tree = MissingNode.getInstance();

    LocatedJson(ObjectMapper mapper, String text) throws IOException {
        this.mapper = mapper;
        this.oneLine = text.strip().lines().count() <= 1;
        try (JsonParser parser = mapper.createParser(text)) {
            if (parser.nextToken() == null) {
                faults.add(new Fault("", "it is empty"));
                return;
            }
            tree = value(parser, "");
            if (parser.nextToken() != null) {
                faults.add(new Fault(place(parser.currentTokenLocation()), "there is something after its end"));
            }
        } catch (JsonProcessingException e) {
            boolean cutOff = e.getOriginalMessage().contains("end-of-input");
            faults.add(new Fault(
                    place(e.getLocation()),
                    cutOff
                            ? "it ends before all that was opened is closed"
                            : "it is no JSON: " + e.getOriginalMessage()));
        }
    }

    JsonNode tree() {
        return tree;
    }

    /** Where something stands, or what it is in; empty where all stands in one line. */
    String place(String path) {
        String place = places.get(path);
        return place != null || path.isEmpty() ? place == null ? "" : place : place(parent(path));
    }

    /** What is wrong with it whatever it is for. */
    List<Fault> faults() {
        return faults;
    }

    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    /**
     * Gives a key another value.
     *
     * @param setting {@code key=value}; a value that is no JSON is a text
     */
    void set(String setting) {
        int equals = setting.indexOf('=');
        String place = "--set " + setting;
        if (equals < 1) {
            faults.add(new Fault(place, "it is written as key=value, such as batchSize=8 or examples.gainRangeDb=6"));
            return;
        }
        String path = setting.substring(0, equals);
        JsonNode at = tree;
        List<String> names = List.of(path.split("\\.", -1));
        for (String name : names.subList(0, names.size() - 1)) {
            at = at.path(name);
        }
        if (!(at instanceof ObjectNode object)) {
            faults.add(new Fault(place, "there is no %s that it could be in".formatted(parent(path))));
            return;
        }
        object.set(names.getLast(), valueOf(setting.substring(equals + 1)));
        places.keySet().removeIf(other -> other.startsWith(path + "."));
        places.put(path, place);
    }

    private JsonNode valueOf(String text) {
        try {
            JsonNode value = mapper.readTree(text);
            return value.isMissingNode() ? mapper.getNodeFactory().textNode(text) : value;
        } catch (JsonProcessingException e) {
            return mapper.getNodeFactory().textNode(text);
        }
    }

    private JsonNode value(JsonParser parser, String path) throws IOException {
        places.put(path, place(parser.currentTokenLocation()));
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            ObjectNode object = mapper.createObjectNode();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                String at = child(path, name);
                String place = place(parser.currentTokenLocation());
                parser.nextToken();
                if (object.has(name)) {
                    faults.add(new Fault(place, "%s is there twice".formatted(at)));
                }
                object.set(name, value(parser, at));
                places.put(at, place);
            }
            return object;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            ArrayNode list = mapper.createArrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser, child(path, Integer.toString(list.size()))));
            }
            return list;
        }
        return parser.readValueAsTree();
    }

    private String place(JsonLocation location) {
        return oneLine || location == null ? "" : Fault.LINE + location.getLineNr();
    }
}
