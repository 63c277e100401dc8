package dev.fader.schemas.event;

import dev.fader.schemas.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * An alias names another model from now on.
 *
 * @param from SHA-256 of the model that it named; null: it is new
 * @param to SHA-256 of the model that it names now
 * @param promotion the task that compared both; null: nobody did
 * @param reason of the operator who overruled the comparison
 */
public record ModelPromoted(
        String alias,
        @Nullable String from,
        String to,
        @Nullable TaskId promotion,
        @Nullable String reason) implements EventData {

    @Override
    public About about() {
        return About.MODEL;
    }

    @Override
    public String happened() {
        return "promoted";
    }

    @Override
    public String subject() {
        return alias;
    }
}
