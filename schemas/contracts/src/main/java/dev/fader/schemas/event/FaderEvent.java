package dev.fader.schemas.event;

import dev.fader.schemas.EventId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.Topics;
import java.time.Instant;
import java.util.Locale;

/**
 * One event on {@link Topics#EVENTS}: a CloudEvents 1.0 envelope in JSON. Delivered at least once; {@code id} is the
 * same each time. Contract: {@code schema/fader-event-v1.json}.
 */
public record FaderEvent(
        String specversion,
        EventId id,
        String source,
        String type,
        TaskId subject,
        Instant time,
        String datacontenttype,
        TaskChanged data) {

    public static FaderEvent of(EventId id, Instant time, TaskChanged data) {
        return new FaderEvent("1.0", id, "/fader", typeOf(data.state()), data.task(), time, "application/json", data);
    }

    /** For example {@code dev.fader.task.done}. */
    public static String typeOf(TaskState state) {
        return "dev.fader.task." + state.name().toLowerCase(Locale.ROOT);
    }
}
