package dev.fader.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Texts and names of fields in JSON as {@link Texts} has them; a number or a boolean is no text. */
final class TextModule extends SimpleModule {

    TextModule() {
        super("texts");
        addDeserializer(String.class, new Values());
        addKeyDeserializer(String.class, new Names());
    }

    private static String checked(JsonParser parser, String text) throws JsonMappingException {
        String fault = Texts.fault(text);
        if (fault != null) {
            throw JsonMappingException.from(parser, "the text '%s' %s".formatted(Texts.shown(text, 50), fault));
        }
        return text;
    }

    private static final class Values extends StdScalarDeserializer<String> {

        Values() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            return checked(parser, parser.getText());
        }
    }

    private static final class Names extends KeyDeserializer {

        @Override
        public String deserializeKey(String name, DeserializationContext context) throws IOException {
            return checked(context.getParser(), name);
        }
    }
}
