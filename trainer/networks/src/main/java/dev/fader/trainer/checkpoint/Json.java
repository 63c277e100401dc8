package dev.fader.trainer.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fader.trainer.configuration.ConfigurationReader;

/** The mapper between JSON and records. It knows networks by the names of their architectures. */
public final class Json {

    /** For whatever has no wishes of its own. */
    public static final ObjectMapper MAPPER = builder().build();

    private Json() {}

    /** For what people write: a key that is missing, unknown or out of range is told with its line. */
    public static <T> ConfigurationReader<T> reader(Class<T> type) {
        return new ConfigurationReader<>(MAPPER, type);
    }

    /** To add wishes to. */
    public static JsonMapper.Builder builder() {
        return JsonMapper.builder().addModule(new NetworkModule());
    }
}
