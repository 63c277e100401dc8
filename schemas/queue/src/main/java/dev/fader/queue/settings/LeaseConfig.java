package dev.fader.queue.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fader.lease.*}: how long a claim lasts, and what becomes of it when its worker is gone. */
@ConfigMapping(prefix = "fader.lease")
public interface LeaseConfig {

    /** Until the task of a worker that went silent is taken back. */
    @WithDefault("30s")
    Duration duration();

    /** How many processes a task may take with it, each while it ran alone, before it is quarantined. */
    @WithDefault("2")
    int processDeaths();
}
