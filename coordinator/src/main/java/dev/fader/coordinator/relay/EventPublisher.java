package dev.fader.coordinator.relay;

import dev.fader.schemas.FaderEvent;
import java.util.List;

/** Where events go. */
public interface EventPublisher {

    /** Publishes all, and waits for it. @return those that did not make it */
    List<FaderEvent> publish(List<FaderEvent> events);
}
