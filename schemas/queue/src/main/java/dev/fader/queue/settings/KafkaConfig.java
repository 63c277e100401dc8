package dev.fader.queue.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fader.kafka.*}: where tickets and events go. */
@ConfigMapping(prefix = "fader.kafka")
public interface KafkaConfig {

    @WithDefault("127.0.0.1:19192")
    String bootstrapServers();

    /** Of topics that are created; share groups need no more than one for parallel work. */
    @WithDefault("1")
    int partitions();

    /** Of topics that are created; 3 where there are three brokers. */
    @WithDefault("1")
    short replicas();

    /** How long one turn of a worker's queue waits for a ticket. */
    @WithDefault("400ms")
    Duration pollWait();
}
