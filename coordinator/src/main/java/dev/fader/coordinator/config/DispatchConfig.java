package dev.fader.coordinator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fader.dispatch.*}: how work gets to the workers, and back from those that went silent. */
@ConfigMapping(prefix = "fader.dispatch")
public interface DispatchConfig {

    /** Tickets kept in Kafka per free slot. */
    @WithDefault("2")
    int ticketsPerFreeSlot();

    /** A worker that was silent for longer has no slots. */
    @WithDefault("30s")
    Duration workerSilence();

    /** A ticket that was not claimed for longer while slots are free is written again. */
    @WithDefault("15s")
    Duration ticketTimeout();

    /** Pause between turns of dispatcher and event relay. */
    @WithDefault("250ms")
    Duration every();

    /** Pause between turns of the reaper and the topic keeper. */
    @WithDefault("2s")
    Duration reapEvery();
}
