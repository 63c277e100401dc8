package dev.fader.coordinator.storage;

import dev.fader.queue.settings.StorageConfig;
import jakarta.inject.Singleton;
import java.util.List;

/** Where inputs may lie, and what is there. */
@Singleton
public final class Inputs {

    private final ObjectListing objects;
    private final Buckets buckets;

    Inputs(ObjectListing objects, StorageConfig config) {
        this.objects = objects;
        this.buckets = new Buckets(config.bucket(), config.allowedBuckets().orElse(List.of()));
    }

    public ObjectListing objects() {
        return objects;
    }

    public Buckets buckets() {
        return buckets;
    }
}
