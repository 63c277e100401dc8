package dev.fader.coordinator.pool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fader.pool.*}: how long others may wait before training makes room. */
@ConfigMapping(prefix = "fader.pool")
public interface PoolConfig {

    /** Of a task of class {@code interactive}. */
    @WithDefault("5s")
    Duration interactiveWait();

    /** Of a task of class {@code batch}. */
    @WithDefault("60s")
    Duration batchWait();

    /** Pause between looks. */
    @WithDefault("1s")
    Duration every();
}
