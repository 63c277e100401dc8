package dev.fader.queue.storage;

import dev.fader.queue.settings.StorageConfig;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The buckets that inputs may lie in: the service's own, and those that its operator lists. */
public final class Buckets {

    /** As S3 has it: 3 to 63 of them, no two dots in a row, and no address of a machine. */
    private static final Pattern NAME =
            Pattern.compile("(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final String own;
    private final Set<String> allowed;

    /** @param listed beside the service's own */
    public Buckets(String own, Collection<String> listed) {
        this.own = own;
        this.allowed = new HashSet<>(listed);
        allowed.add(own);
    }

    public static Buckets of(StorageConfig config) {
        return new Buckets(config.bucket(), config.allowedBuckets().orElse(List.of()));
    }

    /** The service's own. */
    public String own() {
        return own;
    }

    /** Whether a name, or none, means the service's own bucket. */
    public boolean isOwn(@Nullable String bucket) {
        return bucket == null || bucket.equals(own);
    }

    /** @return why inputs cannot be read from the bucket; null when they can */
    public @Nullable String fault(@Nullable String bucket) {
        if (bucket == null || allowed.contains(bucket)) {
            return null;
        }
        return NAME.matcher(bucket).matches()
                ? "bucket '%s' is not among those that may be read (fader.s3.allowed-buckets)".formatted(bucket)
                : "'%s' is no name of a bucket: expected 3 to 63 of a-z, 0-9, '.', '-'".formatted(bucket);
    }
}
