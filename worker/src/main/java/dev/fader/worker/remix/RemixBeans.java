package dev.fader.worker.remix;

import dev.fader.trainer.audio.AudioLimits;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.config.LimitsConfig;
import dev.fader.worker.config.S3Config;
import dev.fader.worker.config.WorkerConfig;
import dev.fader.worker.fleet.Device;
import io.minio.MinioClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Builds the remix runner out of configuration. */
@Singleton
final class RemixBeans {

    @Produces
    @Singleton
    TaskRunner remixes(WorkerConfig worker, S3Config s3, LimitsConfig limits, MinioClient client, Device device) {
        return new RemixRunner(
                new ObjectStorage(client, s3.bucket(), limits.inputBytes()),
                new Models(worker.models(), device.toString()),
                new AudioLimits(
                        limits.minSampleRateHz(), limits.maxSampleRateHz(), limits.channels(), limits.duration()),
                worker.scratch());
    }
}
