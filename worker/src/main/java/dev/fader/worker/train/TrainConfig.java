package dev.fader.worker.train;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fader.training.*}: how epochs share a worker. */
@ConfigMapping(prefix = "fader.training")
public interface TrainConfig {

    /** How long an epoch keeps the device before others have their turn; a step is never cut. */
    @WithDefault("500ms")
    Duration turn();

    /** Between checkpoints within an epoch: how much work a crash may cost. */
    @WithDefault("3m")
    Duration checkpointEvery();

    /** How far curves may lag behind the steps. */
    @WithDefault("2s")
    Duration recordEvery();
}
