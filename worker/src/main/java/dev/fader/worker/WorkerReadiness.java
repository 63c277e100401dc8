package dev.fader.worker;

import dev.fader.queue.loop.Loop;
import dev.fader.queue.outage.Breaker;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when everything that tasks need is there and every loop does its work; otherwise names what is missing. */
@Readiness
@Singleton
final class WorkerReadiness implements HealthCheck {

    private final Worker worker;

    WorkerReadiness(Worker worker) {
        this.worker = worker;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("work");
        boolean ready = true;
        for (Breaker breaker : worker.outages().away()) {
            response.withData(breaker.name(), String.valueOf(breaker.why()));
            ready = false;
        }
        for (Loop.Health loop : worker.loops()) {
            if (!loop.good()) {
                response.withData(loop.loop(), loop.complaint());
                ready = false;
            }
        }
        return response.status(ready).build();
    }
}
