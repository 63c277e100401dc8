package dev.fader.coordinator;

import dev.fader.coordinator.kafka.TopicKeeper;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when work could be handed out: Kafka answers and has our topics. (The database has a check of its own.) */
@Readiness
@Singleton
final class KafkaReadiness implements HealthCheck {

    private final TopicKeeper topics;

    KafkaReadiness(TopicKeeper topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Kafka topics").status(topics.ready()).build();
    }
}
