package dev.fader.coordinator.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.schemas.FaderJson;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** JSON as our records have it, for the framework as well. */
@Singleton
final class JsonMapping {

    private JsonMapping() {}

    @Produces
    @Singleton
    static ObjectMapper json() {
        return FaderJson.mapper();
    }
}
