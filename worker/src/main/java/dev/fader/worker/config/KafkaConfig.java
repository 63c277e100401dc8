package dev.fader.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fader.kafka.*}: where tickets come from. */
@ConfigMapping(prefix = "fader.kafka")
public interface KafkaConfig {

    @WithDefault("127.0.0.1:19192")
    String bootstrapServers();

    /** How long one turn of the queue waits for a ticket. */
    @WithDefault("400ms")
    Duration pollWait();
}
