package dev.fader.coordinator.storage;

import dev.fader.queue.settings.StorageConfig;
import dev.fader.queue.storage.Buckets;
import jakarta.inject.Singleton;

/** Where inputs may lie, and what is there. */
@Singleton
public final class Inputs {

    private final ObjectListing objects;
    private final Buckets buckets;

    Inputs(ObjectListing objects, StorageConfig config) {
        this.objects = objects;
        this.buckets = Buckets.of(config);
    }

    public ObjectListing objects() {
        return objects;
    }

    public Buckets buckets() {
        return buckets;
    }
}
