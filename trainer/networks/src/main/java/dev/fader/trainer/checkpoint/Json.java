package dev.fader.trainer.checkpoint;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The mapper between JSON and records. It knows networks by the names of their architectures. */
public final class Json {

    /** For whatever has no wishes of its own. */
    public static final ObjectMapper MAPPER = builder().build();

    /** For what people write: a key that is missing is as wrong as one that is unknown. */
    public static final ObjectMapper COMPLETE = builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private Json() {}

    /** To add wishes to. */
    public static JsonMapper.Builder builder() {
        return JsonMapper.builder().addModule(new NetworkModule());
    }
}
