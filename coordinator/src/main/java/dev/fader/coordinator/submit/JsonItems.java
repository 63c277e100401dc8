package dev.fader.coordinator.submit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitBatch;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Items in JSON: the array {@code items} of an object, or one object per line. */
final class JsonItems implements Items {

    private static final ObjectMapper JSON = FaderJson.mapper();
    private static final String ITEMS = "items";

    private final JsonParser parser;
    private final boolean lines;

    private JsonItems(JsonParser parser, boolean lines) {
        this.parser = parser;
        this.lines = lines;
    }

    static Items lines(InputStream body) throws IOException {
        return new JsonItems(JSON.createParser(body), true);
    }

    static Items array(InputStream body) throws IOException {
        JsonParser parser = JSON.createParser(body);
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(ITEMS);
            if (parser.nextToken() == JsonToken.START_ARRAY && found) {
                break;
            }
            parser.skipChildren();
        }
        return new JsonItems(parser, false);
    }

    /** Everything of the object but its items. */
    static SubmitBatch defaults(InputStream body) throws IOException {
        ObjectNode defaults = JSON.createObjectNode();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a JSON object is expected");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(ITEMS) && value == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                } else {
                    defaults.set(name, parser.readValueAsTree());
                }
            }
        }
        return JSON.treeToValue(defaults, SubmitBatch.class);
    }

    @Override
    public boolean advance() throws IOException {
        JsonToken token = parser.nextToken();
        return token != null && token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT;
    }

    @Override
    public long line() {
        return lines ? parser.currentTokenLocation().getLineNr() : 0;
    }

    @Override
    public SubmitBatch.@Nullable Item read(String at, Diagnostics diagnostics) throws IOException {
        // as a tree first, so that one item that is wrong does not end the reading
        var tree = parser.readValueAsTree();
        try {
            SubmitBatch.Item item = JSON.treeToValue(tree, SubmitBatch.Item.class);
            if (item == null) {
                diagnostics.fault(at, "is null");
            }
            return item;
        } catch (JsonProcessingException e) {
            diagnostics.fault(at + path(e), reason(e));
            return null;
        }
    }

    private static String path(JsonProcessingException e) {
        StringBuilder path = new StringBuilder();
        if (e instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                path.append('/')
                        .append(
                                step.getFieldName() == null
                                        ? String.valueOf(step.getIndex())
                                        : Diagnostics.escape(step.getFieldName()));
            }
        }
        return path.toString();
    }

    /** Our own words, where one of our types refused. */
    private static String reason(JsonProcessingException e) {
        return e.getCause() instanceof IllegalArgumentException ours
                ? String.valueOf(ours.getMessage())
                : e.getOriginalMessage();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
