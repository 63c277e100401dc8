package dev.fader.coordinator.health;

import dev.fader.coordinator.kafka.TopicKeeper;
import dev.fader.coordinator.loop.LoopStarter;
import dev.fader.coordinator.loop.Recurring;
import dev.fader.queue.loop.Loop;
import dev.fader.queue.outage.Breaker;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when work can be taken and handed out: Kafka answers and has our topics, object storage answers, and every loop
 * does its work. Otherwise names what is missing. (The database has a check of its own.)
 */
@Readiness
@Singleton
final class CoordinatorReadiness implements HealthCheck {

    private final TopicKeeper topics;
    private final Breaker storage;
    private final LoopStarter loops;

    CoordinatorReadiness(TopicKeeper topics, Breaker storage, LoopStarter loops) {
        this.topics = topics;
        this.storage = storage;
        this.loops = loops;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("work");
        boolean ready = true;
        String kafka = topics.missing();
        if (kafka != null) {
            response.withData("Kafka", kafka);
            ready = false;
        }
        String away = storage.why();
        if (away != null) {
            response.withData(storage.name(), away);
            ready = false;
        }
        for (Loop.Health loop : loops.health()) {
            if (!loop.good()) {
                response.withData(loop.loop(), loop.complaint());
                ready = false;
            }
        }
        return response.status(ready).build();
    }

    @Produces
    @Singleton
    static Recurring storageWatch(Breaker storage) {
        return Recurring.every(Duration.ofMillis(500), "storage watch", storage::tick);
    }
}
