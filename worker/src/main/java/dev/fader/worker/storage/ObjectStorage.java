package dev.fader.worker.storage;

import dev.fader.queue.storage.Buckets;
import dev.fader.queue.storage.StorageCalls;
import dev.fader.queue.storage.StorageException;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.worker.outcome.RefusedInput;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Item;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inputs and outputs in S3-compatible storage. */
public final class ObjectStorage {

    /** Answers that no retry will change: the input is not there, or not ours to read. */
    private static final Set<String> FINAL = Set.of("NoSuchKey", "NoSuchBucket", "AccessDenied");

    private static final int BUFFER_BYTES = 1 << 16;

    private final MinioClient client;
    private final Buckets buckets;
    private final long maxInputBytes;

    public ObjectStorage(MinioClient client, Buckets buckets, long maxInputBytes) {
        this.client = client;
        this.buckets = buckets;
        this.maxInputBytes = maxInputBytes;
    }

    /** What an input is called in messages. */
    public String nameOf(ObjectRef input) {
        return bucketOf(input) + "/" + input.key();
    }

    private String bucketOf(ObjectRef input) {
        return bucketOf(input.bucket());
    }

    /** A bucket's name, where none means the services' own. */
    public String bucketOf(@Nullable String named) {
        return named == null ? buckets.own() : named;
    }

    /** An object of a listing. @param bytes of it */
    public record Listed(ObjectRef object, long bytes) {}

    /** All objects below a prefix, in the order of their keys. @throws RefusedInput when the bucket is not ours to read */
    public List<Listed> list(@Nullable String bucket, String prefix) throws IOException, RefusedInput {
        ObjectRef root = new ObjectRef(bucket, prefix);
        String fault = buckets.fault(bucket);
        if (fault != null) {
            throw new RefusedInput("forbidden", fault);
        }
        ListObjectsArgs below = ListObjectsArgs.builder()
                .bucket(bucketOf(root))
                .prefix(prefix)
                .recursive(true)
                .build();
        try {
            return StorageCalls.call("cannot list " + nameOf(root), () -> {
                List<Listed> listed = new ArrayList<>();
                for (Result<Item> item : client.listObjects(below)) {
                    listed.add(new Listed(
                            new ObjectRef(bucket, item.get().objectName()),
                            item.get().size()));
                }
                return listed;
            });
        } catch (ErrorResponseException e) {
            throw unreadable(root, e);
        }
    }

    /** Bytes of an input. @throws RefusedInput if it is not there, not ours to read, or too large */
    public long size(ObjectRef input) throws IOException, RefusedInput {
        String fault = buckets.fault(input.bucket());
        if (fault != null) {
            // it may have been listed when the batch was submitted
            throw new RefusedInput("forbidden", fault);
        }
        StatObjectArgs question = question(input);
        try {
            long bytes = StorageCalls.call("cannot fetch " + nameOf(input), () -> client.statObject(question))
                    .size();
            if (bytes > maxInputBytes) {
                throw new RefusedInput(
                        "limit_bytes",
                        "%s has %d bytes; at most %d are taken (fader.worker.limits.input-bytes)"
                                .formatted(nameOf(input), bytes, maxInputBytes));
            }
            return bytes;
        } catch (ErrorResponseException e) {
            throw unreadable(input, e);
        }
    }

    /** The client refuses names that no storage can have before it asks. */
    private StatObjectArgs question(ObjectRef input) throws RefusedInput {
        try {
            return StatObjectArgs.builder()
                    .bucket(bucketOf(input))
                    .object(input.key())
                    .build();
        } catch (IllegalArgumentException e) {
            throw new RefusedInput(
                    "not_found", "%s is no name of an object: %s".formatted(nameOf(input), e.getMessage()));
        }
    }

    /** Copies an input to disk. @param betweenBlocks may throw to stop it */
    public void fetch(ObjectRef input, long bytes, Path target, Runnable betweenBlocks)
            throws IOException, RefusedInput {
        try (OutputStream out = Files.newOutputStream(target)) {
            copy(input, out, betweenBlocks);
        }
        if (Files.size(target) != bytes) {
            throw brokenOff(input, Files.size(target), bytes);
        }
    }

    /**
     * Copies an object to disk as it is now, whatever its size.
     *
     * @param betweenBlocks may throw to stop it
     * @return the SHA-256 of what came, all of it
     */
    public String fetchHashed(ObjectRef input, Path target, Runnable betweenBlocks) throws IOException, RefusedInput {
        MessageDigest digest = Sha256.digest();
        long expected;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
            expected = copy(input, out, betweenBlocks);
        }
        if (expected >= 0 && Files.size(target) != expected) {
            throw brokenOff(input, Files.size(target), expected);
        }
        return Sha256.end(digest);
    }

    private StorageException brokenOff(ObjectRef input, long came, long bytes) {
        return new StorageException("%s broke off after %d of %d bytes".formatted(nameOf(input), came, bytes));
    }

    /** @return how many bytes the storage said there are; -1 if it did not */
    private long copy(ObjectRef input, OutputStream out, Runnable betweenBlocks) throws IOException, RefusedInput {
        try (GetObjectResponse in = StorageCalls.call(
                "cannot fetch " + nameOf(input),
                () -> client.getObject(GetObjectArgs.builder()
                        .bucket(bucketOf(input))
                        .object(input.key())
                        .build()))) {
            copy(fromStorage(in), out, betweenBlocks);
            String length = in.headers().get("Content-Length");
            return length == null ? -1 : Long.parseLong(length);
        } catch (ErrorResponseException e) {
            throw unreadable(input, e);
        }
    }

    /**
     * Copies an object of ours to disk.
     *
     * @param betweenBlocks may throw to stop it
     * @throws RefusedInput when it is gone, or its bytes are not those that were stored
     */
    public void fetch(StoredObject object, Path target, Runnable betweenBlocks) throws IOException, RefusedInput {
        ObjectRef ref = new ObjectRef(object.bucket(), object.key());
        boolean whole = size(ref) == object.bytes();
        if (whole) {
            fetch(ref, object.bytes(), target, betweenBlocks);
        }
        if (!whole || !Sha256.of(target).equals(object.sha256())) {
            throw new RefusedInput(
                    "damaged_object",
                    "%s is not what was stored: its SHA-256 was %s".formatted(nameOf(ref), object.sha256()));
        }
    }

    /** An input as a file, without a copy. @param bytes its size */
    public SeekableByteChannel open(ObjectRef input, long bytes) {
        return new StorageChannel(client, bucketOf(input), input.key(), bytes);
    }

    private IOException unreadable(ObjectRef input, ErrorResponseException e) throws RefusedInput {
        String code = e.errorResponse().code();
        if (FINAL.contains(code)) {
            throw new RefusedInput(
                    code.equals("AccessDenied") ? "forbidden" : "not_found",
                    "%s cannot be read: %s"
                            .formatted(nameOf(input), e.errorResponse().message()));
        }
        return new StorageException("cannot fetch " + nameOf(input), e);
    }

    /** Uploads a file under a key that nobody else writes, and reads it back: it is stored only if the bytes are equal. */
    public StoredObject put(Path file, String key, Runnable betweenBlocks) throws IOException {
        long bytes = Files.size(file);
        String hash;
        try (InputStream in = Files.newInputStream(file)) {
            hash = Sha256.of(in, betweenBlocks);
        }
        String what = "cannot store %s/%s".formatted(buckets.own(), key);
        try {
            ObjectWriteResponse unused = StorageCalls.call(
                    what,
                    () -> client.uploadObject(UploadObjectArgs.builder()
                            .bucket(buckets.own())
                            .object(key)
                            .filename(file.toString())
                            .build()));
            try (InputStream in = StorageCalls.call(
                    what,
                    () -> client.getObject(GetObjectArgs.builder()
                            .bucket(buckets.own())
                            .object(key)
                            .build()))) {
                if (!Sha256.of(fromStorage(in), betweenBlocks).equals(hash)) {
                    throw new StorageException(
                            "%s/%s does not read back as it was written".formatted(buckets.own(), key));
                }
            }
        } catch (ErrorResponseException e) {
            throw new StorageException(what, e);
        }
        return new StoredObject(buckets.own(), key, bytes, hash);
    }

    /** Removes an object of our own; that it is not there is no failure. */
    public void remove(String key) throws IOException {
        String what = "cannot remove %s/%s".formatted(buckets.own(), key);
        try {
            StorageCalls.call(what, () -> {
                client.removeObject(RemoveObjectArgs.builder()
                        .bucket(buckets.own())
                        .object(key)
                        .build());
                return key;
            });
        } catch (ErrorResponseException e) {
            throw new StorageException(what, e);
        }
    }

    /**
     * Uploads a file under a key that stands for its content, unless it is there.
     *
     * @param sha256 of the file
     */
    public StoredObject putOnce(Path file, String key, String sha256) throws IOException {
        long bytes = Files.size(file);
        return bytesOf(key) == bytes ? new StoredObject(buckets.own(), key, bytes, sha256) : put(file, key, () -> {});
    }

    /** Bytes of an object of our own, whatever inputs may have; −1 if it is not there. */
    public long bytesOf(String key) throws IOException {
        String what = "cannot look for %s/%s".formatted(buckets.own(), key);
        try {
            StatObjectArgs question =
                    StatObjectArgs.builder().bucket(buckets.own()).object(key).build();
            return StorageCalls.call(what, () -> client.statObject(question)).size();
        } catch (ErrorResponseException e) {
            if (e.errorResponse().code().equals("NoSuchKey")) {
                return -1;
            }
            throw new StorageException(
                    "%s: %s".formatted(what, e.errorResponse().message()), e);
        }
    }

    /** What fails while it is read is the storage's doing, not that of the disk it is copied to. */
    private static InputStream fromStorage(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] block, int offset, int length) throws IOException {
                try {
                    return super.read(block, offset, length);
                } catch (IOException e) {
                    throw new StorageException("the storage broke off: " + e.getMessage(), e);
                }
            }
        };
    }

    private static void copy(InputStream in, OutputStream out, Runnable betweenBlocks) throws IOException {
        byte[] block = new byte[BUFFER_BYTES];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            out.write(block, 0, n);
            betweenBlocks.run();
        }
    }
}
