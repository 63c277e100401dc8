package dev.fader.worker.device;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** One line for all that use the device. */
@Singleton
final class DeviceBeans {

    @Produces
    @Singleton
    NetworkTurn turn() {
        return new NetworkTurn();
    }
}
