package dev.fader.queue.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code fader.s3.*}: where inputs are read and outputs written, and what links point to. */
@ConfigMapping(prefix = "fader.s3")
public interface StorageConfig {

    @WithDefault("http://127.0.0.1:19000")
    String endpoint();

    @WithDefault("fader")
    String accessKey();

    @WithDefault("fader-on-loopback")
    String secretKey();

    /** Of uploads and outputs, and of inputs that name none. */
    @WithDefault("fader")
    String bucket();

    /** Other buckets that inputs may lie in, as far as the credentials reach; none unless they are listed. */
    Optional<List<String>> allowedBuckets();

    @WithDefault("us-east-1")
    String region();

    /** How long a presigned link works. */
    @WithDefault("1h")
    Duration linkValidity();

    /** How long storage may be silent before it is taken for away. */
    @WithDefault("20s")
    Duration silence();
}
