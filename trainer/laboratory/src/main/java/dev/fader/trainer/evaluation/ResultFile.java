package dev.fader.trainer.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;

/** Results as JSON files. JSON has no NaN and no infinity: they are written as null, and null is read as NaN. */
public final class ResultFile {

    private static final String PROTOCOL = "protocol";

    private static final ObjectMapper JSON = Json.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new NumberWriter<>(Double.class))
                    .addSerializer(double.class, new NumberWriter<>(double.class))
                    .addSerializer(double[].class, new ArrayWriter())
                    .addDeserializer(double[].class, new ArrayReader())
                    .addDeserializer(double.class, new NumberReader())
                    .addDeserializer(Double.class, new NumberReader()))
            .enable(SerializationFeature.INDENT_OUTPUT)
            // results live longer than their readers
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ResultFile() {}

    static String text(Object result) throws IOException {
        return JSON.writeValueAsString(result);
    }

    /** In one line. @param found what a command ends with */
    static String line(Object found) throws IOException {
        return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(found);
    }

    /**
     * Makes the folder of a result, so that hours of measuring do not end at its name.
     *
     * @throws IOException if there cannot be one
     */
    static void makeRoom(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    }

    /** Replaces the file as a whole. */
    public static void write(Object result, Path file) throws IOException {
        makeRoom(file);
        WholeFile.write(file, part -> JSON.writeValue(part.toFile(), result));
    }

    /** @throws IOException naming the file, if it is no result of the paper's protocol */
    public static ProtocolResult read(Path file) throws IOException {
        return read(file, ProtocolResult.PAPER, ProtocolResult.class);
    }

    /** By which protocol a result was made; empty if it does not say. */
    public static String protocolOf(Path file) throws IOException {
        try {
            return JSON.readTree(file.toFile()).path(PROTOCOL).asText();
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no result: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IOException naming the file, if it is no result of that protocol */
    public static <T> T read(Path file, String protocol, Class<T> type) throws IOException {
        try {
            JsonNode tree = JSON.readTree(file.toFile());
            if (!protocol.equals(tree.path(PROTOCOL).asText())) {
                throw new IOException("%s is not a result of 'evaluate --protocol %s'".formatted(file, protocol));
            }
            T result = JSON.treeToValue(tree, type);
            WholeRecord.require(result, type.getSimpleName());
            return result;
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "%s is not a result of 'evaluate --protocol %s': %s"
                            .formatted(file, protocol, e.getOriginalMessage()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "%s is a damaged result of 'evaluate --protocol %s': %s".formatted(file, protocol, e.getMessage()),
                    e);
        }
    }

    private static void write(double value, JsonGenerator out) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }

    private static final class NumberWriter<T> extends StdSerializer<Double> {

        private static final long serialVersionUID = 1;

        NumberWriter(Class<T> type) {
            super(type, false);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            write(value, out);
        }
    }

    private static final class ArrayWriter extends StdSerializer<double[]> {

        private static final long serialVersionUID = 1;

        ArrayWriter() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] values, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartArray();
            for (double value : values) {
                write(value, out);
            }
            out.writeEndArray();
        }
    }

    private static final class NumberReader extends StdDeserializer<Double> {

        private static final long serialVersionUID = 1;

        NumberReader() {
            super(double.class);
        }

        @Override
        public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return in.getDoubleValue();
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return Double.NaN;
        }
    }

    private static final class ArrayReader extends StdDeserializer<double[]> {

        private static final long serialVersionUID = 1;

        ArrayReader() {
            super(double[].class);
        }

        @Override
        public double[] deserialize(JsonParser in, DeserializationContext context) throws IOException {
            DoubleStream.Builder values = DoubleStream.builder();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                values.add(in.currentToken() == JsonToken.VALUE_NULL ? Double.NaN : in.getDoubleValue());
            }
            return values.build().toArray();
        }
    }
}
