package dev.fader.worker.model;

import dev.fader.trainer.engine.Device;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.config.WorkerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Builds the networks out of configuration. */
@Singleton
final class ModelBeans {

    @Produces
    @Singleton
    Models models(WorkerConfig worker, Device device, MeterRegistry registry) {
        Models models = new Models(worker.models(), device);
        new WorkerMeters(registry).networkBusy(models, Models::busySeconds);
        return models;
    }
}
