package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.CheckSpec;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.config.WorkerConfig;
import dev.fader.worker.storage.ObjectStorage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Builds the cache of data sets, and what checks them, out of configuration. */
@Singleton
final class DatasetBeans {

    @Produces
    @Singleton
    CacheSpace space(WorkerConfig worker) {
        return new CacheSpace(worker.datasetCache(), worker.datasetCacheBytes());
    }

    @Produces
    @Singleton
    DatasetCache datasets(CacheSpace space, ObjectStorage storage) {
        return new DatasetCache(space, storage);
    }

    @Produces
    @Singleton
    TaskRunner<CheckSpec> checks(CacheSpace space, ObjectStorage storage) {
        return new CheckRunner(space, storage);
    }
}
