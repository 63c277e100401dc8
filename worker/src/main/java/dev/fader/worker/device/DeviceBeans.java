package dev.fader.worker.device;

import dev.fader.queue.outage.Breaker;
import dev.fader.schemas.kind.Need;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.worker.config.LimitsConfig;
import dev.fader.worker.config.WorkerConfig;
import dev.fader.worker.outage.NeedBreaker;
import dev.fader.worker.scratch.FileLocks;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The process's device: which one it has, whether it works, and one line for all that use it. */
@Singleton
final class DeviceBeans {

    @Produces
    @Singleton
    DeviceClaim claim(WorkerConfig config) throws IOException {
        try {
            return DeviceClaim.of(
                    config.device(),
                    Torch.gpus(),
                    System.getenv("CUDA_VISIBLE_DEVICES"),
                    new FileLocks(),
                    config.deviceLocks());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("fader.worker.device: " + e.getMessage(), e);
        }
    }

    void close(@Disposes DeviceClaim claim) {
        claim.close();
    }

    @Produces
    @Singleton
    Device device(DeviceClaim claim) {
        return claim.device();
    }

    @Produces
    @Singleton
    Capacity capacity(WorkerConfig config, Device device) {
        return Capacity.of(config, device, Runtime.getRuntime().availableProcessors());
    }

    @Produces
    @Singleton
    DeviceProbe probe(Device device) {
        return new DeviceProbe(device);
    }

    void close(@Disposes DeviceProbe probe) {
        probe.close();
    }

    @Produces
    @Singleton
    NeedBreaker deviceBreaker(DeviceProbe probe) {
        return new NeedBreaker(Need.DEVICE, Breaker.unproven("device", probe, System::nanoTime));
    }

    @Produces
    @Singleton
    NativeCalls calls(LimitsConfig limits) {
        return new NativeCalls(limits.networkStall());
    }

    @Produces
    @Singleton
    NetworkTurn turn() {
        return new NetworkTurn();
    }
}
