package dev.fader.coordinator.meters;

import dev.fader.schemas.TaskClass;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What a coordinator counts. */
@Singleton
public final class CoordinatorMeters {

    private final MeterRegistry registry;

    public CoordinatorMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * {@code fader.dispatch.tickets} by class and whether Kafka took them. Alert when tickets are lost for minutes:
     * nothing is dispatched then, though nothing is lost either.
     */
    public void ticketed(TaskClass taskClass, int published, int lost) {
        registry.counter("fader.dispatch.tickets", "class", taskClass.wireName(), "published", "true")
                .increment(published);
        registry.counter("fader.dispatch.tickets", "class", taskClass.wireName(), "published", "false")
                .increment(lost);
    }

    /**
     * {@code fader.reaper.tasks} by what was done: {@code returned} and {@code quarantined} tell of workers that died,
     * {@code reticketed} of tickets that got lost. Alert on quarantined.
     */
    public void reaped(String what, int tasks) {
        registry.counter("fader.reaper.tasks", "what", what).increment(tasks);
    }

    /** {@code fader.pool.yields}: epochs that were asked to make room. Where it grows all the time, add workers. */
    public void yielded(int tasks) {
        registry.counter("fader.pool.yields").increment(tasks);
    }

    /** {@code fader.events.published}; compare with the rows of table event that have no published_at. */
    public void eventsPublished(int events) {
        registry.counter("fader.events.published").increment(events);
    }

    /** {@code fader.events.refused}: put aside because Kafka will never take them; any is a fault of whoever wrote them. */
    public void eventRefused() {
        registry.counter("fader.events.refused").increment();
    }

    /** {@code fader.loop.failures} by loop; alert when one keeps growing. */
    public void loopFailed(String loop) {
        registry.counter("fader.loop.failures", "loop", loop).increment();
    }
}
