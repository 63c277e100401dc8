package dev.fader.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fader.lease.*}: how long a claim lasts. All workers and the coordinator must agree on the deaths. */
@ConfigMapping(prefix = "fader.lease")
public interface LeaseConfig {

    /** Until another worker may take the task of one that went silent. */
    @WithDefault("30s")
    Duration duration();

    /** How many processes a task may take with it before it is quarantined. */
    @WithDefault("2")
    int processDeaths();
}
