package dev.fader.worker.remix;

import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.decoding.DecoderLimits;
import dev.fader.worker.Worker;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.config.LimitsConfig;
import dev.fader.worker.config.QualityConfig;
import dev.fader.worker.config.S3Config;
import dev.fader.worker.config.WorkerConfig;
import dev.fader.worker.fleet.Device;
import io.micrometer.core.instrument.MeterRegistry;
import io.minio.MinioClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Builds the task runners out of configuration. */
@Singleton
final class RemixBeans {

    @Produces
    @Singleton
    ObjectStorage storage(S3Config s3, LimitsConfig limits, MinioClient client) {
        return new ObjectStorage(client, s3.bucket(), limits.inputBytes());
    }

    @Produces
    @Singleton
    Models models(WorkerConfig worker, Device device, MeterRegistry registry) {
        Models models = new Models(worker.models(), device.toString());
        new WorkerMeters(registry).networkBusy(models, Models::busySeconds);
        return models;
    }

    @Produces
    @Singleton
    AudioLimits audioLimits(LimitsConfig limits) {
        return new AudioLimits(
                limits.minSampleRateHz(), limits.maxSampleRateHz(), limits.channels(), limits.duration());
    }

    @Produces
    @Singleton
    TaskRunner remixes(
            ObjectStorage storage,
            Models models,
            AudioLimits audio,
            LimitsConfig limits,
            QualityConfig quality,
            WorkerConfig worker,
            Worker.Settings settings) {
        return new RemixRunner(
                storage,
                models,
                new DecoderLimits(
                        audio, limits.decoderMemoryBytes(), limits.decoderProcessorTime(), limits.decoderStall()),
                new ScratchSpace(worker.scratch(), settings.id(), worker.scratchBytes()),
                new QualityGate(quality));
    }

    @Produces
    @Singleton
    TaskRunner probes(ObjectStorage storage, Models models, AudioLimits audio) {
        return new ProbeRunner(storage, models, audio);
    }
}
