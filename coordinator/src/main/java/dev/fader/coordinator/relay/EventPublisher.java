package dev.fader.coordinator.relay;

import dev.fader.schemas.event.FaderEvent;
import java.util.List;
import java.util.Map;

/** Where events go. */
public interface EventPublisher {

    /**
     * What was not published.
     *
     * @param lost may be tried again
     * @param refused will never be taken, and why
     */
    record Unpublished(List<FaderEvent> lost, Map<FaderEvent, String> refused) {}

    /** Publishes all, and waits for it. */
    Unpublished publish(List<FaderEvent> events);
}
