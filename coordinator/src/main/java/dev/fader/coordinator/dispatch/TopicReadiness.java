package dev.fader.coordinator.dispatch;

/** Whether tickets have somewhere to go. */
@FunctionalInterface
public interface TopicReadiness {

    boolean ready();
}
