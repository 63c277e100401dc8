package dev.fader.coordinator.storage;

import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Objects of the services' own bucket, to be removed. */
public final class StoredObjects {

    private final MinioClient storage;
    private final String bucket;

    public StoredObjects(MinioClient storage, String bucket) {
        this.storage = storage;
        this.bucket = bucket;
    }

    /** @throws UncheckedIOException when the storage refuses or does not answer */
    public List<String> under(String prefix) {
        List<String> keys = new ArrayList<>();
        try {
            for (Result<Item> item : storage.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                keys.add(item.get().objectName());
            }
        } catch (MinioException e) {
            throw new UncheckedIOException(new IOException("%s cannot be listed".formatted(prefix), e));
        }
        return keys;
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
