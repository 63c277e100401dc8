package dev.fader.coordinator.storage;

import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Objects of the services' own bucket, to be removed. */
public final class StoredObjects {

    private static final int AT_ONCE = 1000;

    private final MinioClient storage;
    private final String bucket;

    public StoredObjects(MinioClient storage, String bucket) {
        this.storage = storage;
        this.bucket = bucket;
    }

    /** The bucket's name. */
    public String bucket() {
        return bucket;
    }

    /** @throws UncheckedIOException when the storage refuses or does not answer */
    public List<String> under(String prefix) {
        List<String> keys = new ArrayList<>();
        each(prefix, item -> keys.add(item.objectName()));
        return keys;
    }

    /**
     * Keys that begin with the prefix and were written before then, some at a time, however many there are.
     *
     * @throws UncheckedIOException when the storage refuses or does not answer
     */
    public void before(String prefix, Instant then, Consumer<List<String>> some) {
        List<String> keys = new ArrayList<>();
        each(prefix, item -> {
            if (item.lastModified().toInstant().isBefore(then)) {
                keys.add(item.objectName());
            }
            if (keys.size() == AT_ONCE) {
                some.accept(List.copyOf(keys));
                keys.clear();
            }
        });
        if (!keys.isEmpty()) {
            some.accept(List.copyOf(keys));
        }
    }

    private void each(String prefix, Consumer<Item> consumer) {
        try {
            for (Result<Item> item : storage.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                consumer.accept(item.get());
            }
        } catch (MinioException e) {
            throw new UncheckedIOException(new IOException("%s cannot be listed".formatted(prefix), e));
        }
    }

    /**
     * Removes an object; one that is not there is no fault.
     *
     * @throws UncheckedIOException when the storage refuses or does not answer
     */
    public void remove(String key) {
        try {
            storage.removeObject(
                    RemoveObjectArgs.builder().bucket(bucket).object(key).build());
        } catch (MinioException e) {
            throw new UncheckedIOException(new IOException("%s cannot be removed".formatted(key), e));
        }
    }
}
