package dev.fader.coordinator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fader.retention.*}: how long things are kept that nobody asked to keep. */
@ConfigMapping(prefix = "fader.retention")
public interface RetentionConfig {

    /** Answers to requests with an Idempotency-Key. */
    @WithDefault("30d")
    Duration idempotencyKeys();

    /** Events after they were published. */
    @WithDefault("7d")
    Duration events();

    /** Objects of attempts that did not become the result, after their task has ended. */
    @WithDefault("1h")
    Duration orphans();

    /** Uploads that no batch uses, after they came. */
    @WithDefault("2d")
    Duration uploads();

    /** Estimates that are kept for the next remix of a song, after they were made. */
    @WithDefault("7d")
    Duration stems();

    /** Rows of worker processes that are gone. */
    @WithDefault("7d")
    Duration workers();

    /** Pause between turns of the sweeper. */
    @WithDefault("30s")
    Duration sweepEvery();
}
