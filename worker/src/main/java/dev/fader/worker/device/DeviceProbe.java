package dev.fader.worker.device;

import dev.fader.queue.outage.Breaker;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.parity.GoldenClip;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whether the device computes what it should: it separates a clip whose result is known. */
final class DeviceProbe implements Breaker.Probe, AutoCloseable {

    private final Device device;
    private @Nullable GoldenClip clip;

    DeviceProbe(Device device) {
        this.device = device;
    }

    /** @throws IllegalStateException saying what the device does instead */
    @Override
    public synchronized void ask() throws IOException {
        double error = error();
        // NaN is no good either
        if (!(error <= GoldenClip.BOUND)) {
            throw new IllegalStateException(
                    "%s computes a known clip wrong: a sample is off by %.3g, at most %.0e is right"
                            .formatted(device, error, GoldenClip.BOUND));
        }
    }

    private double error() throws IOException {
        try {
            if (clip == null) {
                clip = GoldenClip.on(device);
            }
            return clip.error();
        } catch (LinkageError e) {
            throw new IllegalStateException("libtorch cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (clip != null) {
            clip.close();
        }
    }
}
