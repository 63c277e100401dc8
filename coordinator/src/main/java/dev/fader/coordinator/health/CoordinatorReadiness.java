package dev.fader.coordinator.health;

import dev.fader.coordinator.connection.Outages;
import dev.fader.coordinator.kafka.TopicKeeper;
import dev.fader.coordinator.loop.LoopStarter;
import dev.fader.queue.loop.Loop;
import dev.fader.queue.outage.Breaker;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when work can be taken and handed out: Kafka answers and has our topics, database and object storage answer, and
 * every loop does its work. Otherwise names what is missing.
 */
@Readiness
@Singleton
final class CoordinatorReadiness implements HealthCheck {

    private final TopicKeeper topics;
    private final Outages outages;
    private final LoopStarter loops;

    CoordinatorReadiness(TopicKeeper topics, Outages outages, LoopStarter loops) {
        this.topics = topics;
        this.outages = outages;
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
        for (Breaker away : outages.away()) {
            response.withData(away.name(), String.valueOf(away.why()));
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
}
