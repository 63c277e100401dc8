package dev.fader.worker.remix;

import dev.fader.queue.outage.Breaker;
import dev.fader.queue.settings.StorageConfig;
import dev.fader.queue.storage.Buckets;
import dev.fader.queue.storage.StorageClients;
import dev.fader.schemas.kind.Need;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.decoding.DecoderLimits;
import dev.fader.trainer.decoding.Decoders;
import dev.fader.trainer.engine.Device;
import dev.fader.worker.Worker;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.config.LimitsConfig;
import dev.fader.worker.config.QualityConfig;
import dev.fader.worker.config.WorkerConfig;
import dev.fader.worker.outage.NeedBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.minio.MinioClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Builds the task runners out of configuration. */
@Singleton
final class RemixBeans {

    private static final Logger LOG = Logger.getLogger(RemixBeans.class);

    @Produces
    @Singleton
    ObjectStorage storage(StorageConfig s3, LimitsConfig limits, MinioClient client) {
        return new ObjectStorage(client, Buckets.of(s3), limits.inputBytes());
    }

    @Produces
    @Singleton
    Models models(WorkerConfig worker, Device device, MeterRegistry registry) {
        Models models = new Models(worker.models(), device);
        new WorkerMeters(registry).networkBusy(models, Models::busySeconds);
        return models;
    }

    @Produces
    @Singleton
    NeedBreaker storageBreaker(StorageConfig s3) {
        return new NeedBreaker(Need.STORAGE, new Breaker("object storage", StorageClients.probe(s3), System::nanoTime));
    }

    @Produces
    @Singleton
    NeedBreaker scratchBreaker(ScratchSpace space) {
        return new NeedBreaker(Need.SCRATCH, new Breaker("scratch space", space::probe, System::nanoTime));
    }

    /** What a worker that was killed has left goes before the first task comes. */
    void onStart(@Observes StartupEvent event, ScratchSpace space) {
        try {
            space.prepare();
        } catch (IOException e) {
            LOG.errorf("no task will succeed until there is scratch space (fader.worker.scratch): %s", e);
        }
    }

    @Produces
    @Singleton
    ScratchSpace scratch(WorkerConfig worker, Worker.Settings settings) {
        return new ScratchSpace(worker.scratch(), settings.id(), worker.scratchBytes());
    }

    @Produces
    @Singleton
    AudioLimits audioLimits(LimitsConfig limits) {
        return new AudioLimits(
                limits.minSampleRateHz(), limits.maxSampleRateHz(), limits.channels(), limits.duration());
    }

    @Produces
    @Singleton
    Decoders decoders(AudioLimits audio, LimitsConfig limits) {
        return new Decoders(new DecoderLimits(
                audio, limits.decoderMemoryBytes(), limits.decoderProcessorTime(), limits.decoderStall()));
    }

    void close(@Disposes Decoders decoders) {
        decoders.close();
    }

    @Produces
    @Singleton
    TaskRunner<RemixSpec> remixes(
            ObjectStorage storage, Models models, Decoders decoders, QualityConfig quality, ScratchSpace space) {
        return new RemixRunner(storage, models, decoders, space, new QualityGate(quality));
    }

    @Produces
    @Singleton
    TaskRunner<RemixSpec> probes(ObjectStorage storage, Models models, AudioLimits audio) {
        return new ProbeRunner(storage, models, audio);
    }
}
