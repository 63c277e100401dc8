package dev.fader.schemas.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.EventId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Topics;
import java.time.Instant;

/**
 * One event on {@link Topics#EVENTS}: a CloudEvents 1.0 envelope in JSON. Delivered at least once; {@code id} is the
 * same each time. Contract: {@code schema/fader-event-v1.json}.
 *
 * @param type for example {@code dev.fader.task.done}
 */
public record FaderEvent(
        String specversion,
        EventId id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        EventData data) {

    private static final String TYPES = "dev.fader.";

    public static FaderEvent of(EventId id, Instant time, EventData data) {
        String type = TYPES + data.about().wireName() + "." + data.happened();
        return new FaderEvent("1.0", id, "/fader", type, data.subject(), time, "application/json", data);
    }

    /** @throws IllegalArgumentException saying what in the envelope or its data does not fit */
    @JsonCreator
    static FaderEvent read(Envelope envelope) {
        String type = envelope.type();
        int end = type.indexOf('.', TYPES.length());
        if (!type.startsWith(TYPES) || end < 0) {
            throw new IllegalArgumentException("'%s' is no type of event".formatted(type));
        }
        EventData.About about = EventData.About.parse(type.substring(TYPES.length(), end));
        return new FaderEvent(
                envelope.specversion(),
                envelope.id(),
                envelope.source(),
                type,
                envelope.subject(),
                envelope.time(),
                envelope.datacontenttype(),
                FaderJson.read(envelope.data(), about.data()));
    }

    /** As it comes, before its type has said what the data are. */
    record Envelope(
            String specversion,
            EventId id,
            String source,
            String type,
            String subject,
            Instant time,
            String datacontenttype,
            JsonNode data) {}
}
