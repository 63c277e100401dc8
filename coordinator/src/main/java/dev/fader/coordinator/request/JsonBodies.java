package dev.fader.coordinator.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.problem.ProblemMappers;
import dev.fader.schemas.FaderJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads the JSON bodies of all requests but submissions, which are streamed. An empty body is none. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public final class JsonBodies implements MessageBodyReader<Object> {

    private static final ObjectMapper JSON = FaderJson.mapper();

    private final Bodies bodies;

    JsonBodies(Bodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type != InputStream.class;
    }

    @Override
    public @Nullable Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] whole = bodies.whole(body);
        try {
            return whole.length == 0 ? null : JSON.readValue(whole, JSON.constructType(generic));
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemMappers.unreadableBody(e));
        }
    }
}
