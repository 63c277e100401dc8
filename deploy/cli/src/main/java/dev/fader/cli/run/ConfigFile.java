package dev.fader.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.cli.client.CommandFailure;
import dev.fader.schemas.FaderJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of JSON that the service is to read. */
public final class ConfigFile {

    private ConfigFile() {}

    /** @throws CommandFailure saying what is wrong with it */
    public static <T> T read(Path file, Class<T> type) {
        try {
            return FaderJson.read(Files.readString(file), type);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.failed("%s: %s".formatted(file, e.getMessage()));
        } catch (IOException e) {
            throw CommandFailure.failed("%s cannot be read: %s".formatted(file, e));
        }
    }

    /** The trainer's own configuration. */
    static JsonNode config(Path file) {
        return read(file, JsonNode.class);
    }
}
