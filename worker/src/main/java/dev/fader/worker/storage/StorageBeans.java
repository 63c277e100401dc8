package dev.fader.worker.storage;

import dev.fader.queue.outage.Breaker;
import dev.fader.queue.settings.StorageConfig;
import dev.fader.queue.storage.Buckets;
import dev.fader.queue.storage.StorageClients;
import dev.fader.schemas.kind.Need;
import dev.fader.worker.config.LimitsConfig;
import dev.fader.worker.outage.NeedBreaker;
import io.minio.MinioClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Builds object storage out of configuration. */
@Singleton
final class StorageBeans {

    @Produces
    @Singleton
    ObjectStorage storage(StorageConfig s3, LimitsConfig limits, MinioClient client) {
        return new ObjectStorage(client, Buckets.of(s3), limits.inputBytes());
    }

    @Produces
    @Singleton
    NeedBreaker storageBreaker(StorageConfig s3) {
        return new NeedBreaker(Need.STORAGE, new Breaker("object storage", StorageClients.probe(s3), System::nanoTime));
    }
}
