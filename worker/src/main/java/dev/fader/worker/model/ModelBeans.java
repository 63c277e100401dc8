package dev.fader.worker.model;

import dev.fader.queue.loop.Loop;
import dev.fader.queue.loop.LoopObserver;
import dev.fader.queue.loop.Loops;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.separation.TrainedNetwork;
import dev.fader.worker.Worker;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.config.ModelConfig;
import dev.fader.worker.config.WorkerConfig;
import dev.fader.worker.device.Capacity;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.storage.ObjectStorage;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Builds the networks out of configuration, and registers those that came with this worker. */
@Singleton
final class ModelBeans {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Loops loops;

    ModelBeans(MeterRegistry registry) {
        this.loops = new Loops(LoopObserver.endingTheProcess(new WorkerMeters(registry)::loopFailed));
    }

    /** In the background: storage and database may come later than this worker. */
    void onStart(
            @Observes StartupEvent event,
            Worker worker,
            Models models,
            ModelFiles files,
            ObjectStorage storage,
            Jdbi jdbi) {
        worker.registration().holds(models::held);
        Loop unused = loops.start("shipped models", LOOK_AGAIN, new ShippedModels(files.shipped(), storage, jdbi));
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        loops.close();
    }

    @Produces
    @Singleton
    ModelFiles files(WorkerConfig worker, ModelConfig config, ObjectStorage storage) {
        return new ModelFiles(new ModelFolder(worker.models()), config.modelCache(), config.modelCacheBytes(), storage);
    }

    @Produces
    @Singleton
    SeparatorLoader loader(ModelFiles files, Device device, NativeCalls calls) {
        // at the start, not with the first task
        TrainedNetwork.requireSettings(System.getenv());
        return new SeparatorLoader(files, device, calls);
    }

    @Produces
    @Singleton
    Models models(
            ModelFiles files, ModelConfig config, SeparatorLoader loader, Capacity capacity, MeterRegistry registry) {
        Models models = new Models(files, loader, capacity.channelsAtOnce(), config.loadedModels());
        new WorkerMeters(registry).networkUsed(models, Models::use);
        return models;
    }

    void close(@Disposes Models models) {
        models.close();
    }
}
