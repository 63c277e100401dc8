package dev.fader.coordinator.storage;

import dev.fader.queue.settings.StorageConfig;
import dev.fader.queue.storage.StorageCalls;
import dev.fader.queue.storage.StorageException;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.Item;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Objects of the services' own bucket, to be removed. */
@Singleton
public final class StoredObjects {

    private final MinioClient storage;
    private final String bucket;

    @Inject
    StoredObjects(MinioClient storage, StorageConfig config) {
        this(storage, config.bucket());
    }

    public StoredObjects(MinioClient storage, String bucket) {
        this.storage = storage;
        this.bucket = bucket;
    }

    /** The bucket's name. */
    public String bucket() {
        return bucket;
    }

    public boolean isOwn(String name) {
        return bucket.equals(name);
    }

    /** An object, and when it was written. */
    public record Stored(String key, Instant writtenAt) {}

    /** @throws UncheckedIOException when the storage refuses or does not answer */
    public List<String> under(String prefix) {
        return list(prefix, "", Integer.MAX_VALUE).stream().map(Stored::key).toList();
    }

    /**
     * Objects in the order of their keys.
     *
     * @param after the last of the page before; empty for the first page
     * @throws UncheckedIOException when the storage refuses or does not answer
     */
    public List<Stored> list(String prefix, String after, int most) {
        return call(prefix + " cannot be listed", () -> {
            List<Stored> page = new ArrayList<>();
            for (Result<Item> result : storage.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .startAfter(after.isEmpty() ? null : after)
                    .recursive(true)
                    .build())) {
                Item item = result.get();
                page.add(new Stored(item.objectName(), item.lastModified().toInstant()));
                if (page.size() == most) {
                    break;
                }
            }
            return page;
        });
    }

    /**
     * Removes objects, many with one request; one that is not there is no fault.
     *
     * @throws UncheckedIOException when the storage refuses or does not answer
     */
    public void remove(List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        List<String> kept = call("%d objects cannot be removed".formatted(keys.size()), () -> {
            List<String> failed = new ArrayList<>();
            for (Result<DeleteResult.Error> failure : storage.removeObjects(RemoveObjectsArgs.builder()
                    .bucket(bucket)
                    .objects(keys.stream().map(DeleteRequest.Object::new).toList())
                    .build())) {
                failed.add(failure.get().objectName() + ": " + failure.get().message());
            }
            return failed;
        });
        if (!kept.isEmpty()) {
            throw new UncheckedIOException(new IOException("cannot be removed: " + kept.getFirst()));
        }
    }

    private static <T> T call(String what, StorageCalls.Call<T> call) {
        try {
            return StorageCalls.call(what, call);
        } catch (ErrorResponseException e) {
            throw new UncheckedIOException(new IOException(what, e));
        } catch (StorageException e) {
            throw new UncheckedIOException(e);
        }
    }
}
