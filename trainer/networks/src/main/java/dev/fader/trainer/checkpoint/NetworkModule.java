package dev.fader.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.util.NameTransformer;
import dev.fader.trainer.network.Architectures;
import dev.fader.trainer.network.Network;
import java.io.IOException;

/**
 * Networks as JSON objects: their hyper-parameters, and {@code architecture} before them, which the standard one leaves
 * out, so that files from before there were others are read and written as they were.
 */
final class NetworkModule extends SimpleModule {

    private static final String ARCHITECTURE = "architecture";

    NetworkModule() {
        addDeserializer(Network.class, new Reader());
        setSerializerModifier(new BeanSerializerModifier() {
            @Override
            @SuppressWarnings("unchecked") // a bean's serializer takes that bean
            public JsonSerializer<?> modifySerializer(
                    SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
                if (!Network.class.isAssignableFrom(bean.getBeanClass())) {
                    return serializer;
                }
                String name = Architectures.nameOf(bean.getBeanClass());
                return name.equals(Architectures.STANDARD)
                        ? serializer
                        : new Writer(name, (JsonSerializer<Object>) serializer);
            }
        });
    }

    private static final class Reader extends JsonDeserializer<Network> {

        @Override
        public Network deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(parser);
            String name = Architectures.STANDARD;
            if (tree instanceof ObjectNode object && object.has(ARCHITECTURE)) {
                name = object.remove(ARCHITECTURE).asText();
            }
            Class<? extends Network> type;
            try {
                type = Architectures.named(name).type();
            } catch (IllegalArgumentException e) {
                return context.reportInputMismatch(Network.class, "%s", e.getMessage());
            }
            return context.readTreeAsValue(tree, type);
        }
    }

    private static final class Writer extends JsonSerializer<Object> {

        private final String name;
        private final JsonSerializer<Object> hyperParameters;

        Writer(String name, JsonSerializer<Object> hyperParameters) {
            this.name = name;
            this.hyperParameters = hyperParameters.unwrappingSerializer(NameTransformer.NOP);
        }

        @Override
        public void serialize(Object network, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeStartObject(network);
            generator.writeStringField(ARCHITECTURE, name);
            hyperParameters.serialize(network, generator, provider);
            generator.writeEndObject();
        }
    }
}
