package dev.fader.coordinator.storage;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.queue.settings.StorageConfig;
import dev.fader.schemas.api.ProblemType;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import jakarta.inject.Singleton;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What is in storage, page by page as it is asked for. */
@Singleton
public final class ObjectListing {

    private final MinioClient storage;
    private final String bucket;

    /** Prefixes that name no bucket lie in the service's own. */
    ObjectListing(MinioClient storage, StorageConfig config) {
        this.storage = storage;
        this.bucket = config.bucket();
    }

    /**
     * Keys under a prefix, in their order, without the markers of empty folders.
     *
     * @return an iterator that throws a {@link ProblemException} when the storage refuses or does not answer
     */
    public Iterator<String> keys(@Nullable String named, String prefix) {
        String of = named == null ? bucket : named;
        Iterator<Result<Item>> found = storage.listObjects(ListObjectsArgs.builder()
                        .bucket(of)
                        .prefix(prefix)
                        .recursive(true)
                        .build())
                .iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return found.hasNext();
            }

            @Override
            public String next() {
                try {
                    return found.next().get().objectName();
                } catch (MinioException e) {
                    throw new ProblemException(
                            ProblemType.INVALID_BATCH,
                            "bucket '%s' cannot be listed: %s".formatted(of, e.getMessage()));
                }
            }
        };
    }
}
