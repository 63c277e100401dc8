package dev.fader.coordinator.submit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.problem.JsonFaults;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitBatch;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Items in JSON: the array {@code items} of an object. */
final class JsonItems implements Items {

    private static final ObjectMapper JSON = FaderJson.mapper();
    private static final String ITEMS = "items";
    private static final String ITEM_LIMIT = "fader.limits.item-bytes";

    private final JsonParser parser;
    private final LimitsConfig limits;
    private int position = -1;

    private JsonItems(JsonParser parser, LimitsConfig limits) {
        this.parser = parser;
        this.limits = limits;
    }

    /** @param body that {@link #defaults} has read to its end */
    static Items of(InputStream body, LimitsConfig limits) throws IOException {
        JsonParser parser = JSON.createParser(body);
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(ITEMS);
            if (parser.nextToken() == JsonToken.START_ARRAY && found) {
                break;
            }
            parser.skipChildren();
        }
        return new JsonItems(parser, limits);
    }

    /**
     * Everything of the object but its items, of which it makes sure that they can be read.
     *
     * @throws JsonProcessingException when it is no such object, or not to its end
     */
    static SubmitBatch defaults(InputStream body, LimitsConfig limits) throws IOException {
        try (JsonParser parser = JSON.createParser(body);
                TokenBuffer defaults = new TokenBuffer(parser)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a JSON object is expected");
            }
            defaults.writeStartObject();
            boolean items = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(ITEMS)) {
                    skipItems(parser, limits);
                    items = true;
                } else {
                    defaults.writeFieldName(name);
                    BoundedJson.copy(parser, defaults, "/" + name, limits.requestBytes(), "fader.limits.request-bytes");
                }
            }
            defaults.writeEndObject();
            if (parser.nextToken() != null) {
                throw new ProblemException(
                        ProblemType.MALFORMED_REQUEST,
                        "line %d: something follows the object, which should end the body"
                                .formatted(parser.currentTokenLocation().getLineNr()));
            }
            SubmitBatch sent = JSON.readValue(defaults.asParser(), SubmitBatch.class);
            if (items && sent.prefix() != null) {
                throw new ProblemException(ProblemType.INVALID_BATCH, "say items or a prefix, not both");
            }
            return sent;
        }
    }

    private static void skipItems(JsonParser parser, LimitsConfig limits) throws IOException {
        for (int item = 0; parser.nextToken() != JsonToken.END_ARRAY; item++) {
            BoundedJson.skip(parser, "/items/" + item, limits.itemBytes(), ITEM_LIMIT);
        }
    }

    @Override
    public boolean advance() throws IOException {
        JsonToken token = parser.nextToken();
        position++;
        return token != null && token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT;
    }

    @Override
    public SubmitBatch.@Nullable Item read(String at, Diagnostics diagnostics) throws IOException {
        try (TokenBuffer item = new TokenBuffer(parser)) {
            // as tokens first, so that one item that is wrong does not end the reading
            BoundedJson.copy(parser, item, "/items/" + position, limits.itemBytes(), ITEM_LIMIT);
            return item(item.asParser(), at, diagnostics);
        }
    }

    /** @return null when it is no item, and that was said */
    static SubmitBatch.@Nullable Item item(JsonParser parser, String at, Diagnostics diagnostics) throws IOException {
        try {
            SubmitBatch.Item item = JSON.readValue(parser, SubmitBatch.Item.class);
            if (item == null) {
                diagnostics.fault(at, "is null");
            }
            return item;
        } catch (JsonProcessingException e) {
            Problem.Fault fault = JsonFaults.of(e, at);
            diagnostics.fault(fault.pointer(), fault.detail());
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
