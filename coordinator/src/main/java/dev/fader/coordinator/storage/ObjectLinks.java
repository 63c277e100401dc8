package dev.fader.coordinator.storage;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.queue.settings.StorageConfig;
import dev.fader.schemas.api.PresignedUpload;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.StoredObject;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Links to objects that need no credentials and end. Made here without asking the storage. */
@Singleton
public final class ObjectLinks {

    private final MinioClient storage;
    private final String bucket;
    private final Duration validity;
    private final Clock clock;

    @Inject
    ObjectLinks(MinioClient storage, StorageConfig config) {
        this(storage, config.bucket(), config.linkValidity(), Clock.systemUTC());
    }

    public ObjectLinks(MinioClient storage, String bucket, Duration validity, Clock clock) {
        this.storage = storage;
        this.bucket = bucket;
        this.validity = validity;
        this.clock = clock;
    }

    /** @param name that the file has for its owner, without what its key adds to it */
    public ResultView.Download download(String name, StoredObject object) {
        return new ResultView.Download(
                name + added(name, object.key()),
                sign(Http.Method.GET, object.bucket(), object.key()),
                object.bytes(),
                object.sha256(),
                end());
    }

    /** What follows the name in the key, as in {@code song.ogg.flac}; of an object with another name, its extension. */
    private static String added(String name, String key) {
        int at = key.lastIndexOf("/" + name + ".");
        return key.substring(at < 0 ? key.lastIndexOf('.') : at + 1 + name.length());
    }

    /** A key of its own for each upload, so that nobody can overwrite another's file. */
    public PresignedUpload upload(String fileName) {
        return uploadTo("uploads/" + UUID.randomUUID() + "/" + fileName);
    }

    /** To a key that the caller has seen to. */
    public PresignedUpload uploadTo(String key) {
        return new PresignedUpload(new ObjectRef(bucket, key), sign(Http.Method.PUT, bucket, key), end());
    }

    private Instant end() {
        return clock.instant().plus(validity);
    }

    private String sign(Http.Method method, String ofBucket, String key) {
        try {
            return storage.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(method)
                    .bucket(ofBucket)
                    .object(key)
                    .expiry(Math.toIntExact(validity.toSeconds()))
                    .build());
        } catch (MinioException e) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "no link could be made: " + e.getMessage());
        }
    }
}
