package dev.fader.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fader.retry.*}: how often a task that broke is tried again. */
@ConfigMapping(prefix = "fader.retry")
public interface RetryConfig {

    @WithDefault("5")
    int attempts();

    /** How often chunks may be halved after memory ran out. */
    @WithDefault("3")
    int memoryFailures();

    @WithDefault("2s")
    Duration firstPause();

    @WithDefault("5m")
    Duration longestPause();
}
