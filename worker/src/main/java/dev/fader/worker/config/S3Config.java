package dev.fader.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code fader.s3.*}: where inputs are read and outputs written. */
@ConfigMapping(prefix = "fader.s3")
public interface S3Config {

    @WithDefault("http://127.0.0.1:19000")
    String endpoint();

    @WithDefault("fader")
    String accessKey();

    @WithDefault("fader-on-loopback")
    String secretKey();

    /** Of outputs, and of inputs that name none. */
    @WithDefault("fader")
    String bucket();

    @WithDefault("us-east-1")
    String region();
}
