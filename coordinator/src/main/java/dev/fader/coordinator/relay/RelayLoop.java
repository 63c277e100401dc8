package dev.fader.coordinator.relay;

import dev.fader.coordinator.config.DispatchConfig;
import dev.fader.coordinator.loop.Recurring;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How often events are published. */
@Singleton
final class RelayLoop {

    @Produces
    @Singleton
    static Recurring relaying(EventRelay relay, DispatchConfig config) {
        return Recurring.every(config.every(), "event relay", relay);
    }
}
