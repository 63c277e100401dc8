package dev.fader.worker;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.remix.NetworkUse;
import dev.fader.worker.model.Models;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

/** What this worker is and does, for operators. */
@Path("/v1/worker")
public final class StatusResource {

    private final Worker worker;
    private final Models models;
    private final Device device;

    StatusResource(Worker worker, Models models, Device device) {
        this.worker = worker;
        this.models = models;
        this.device = device;
    }

    /**
     * A worker about itself.
     *
     * @param deviceBytes memory of its device that is in use, by whomever; null where the device has none of its own
     * @param channelsAtOnce that a network's call takes; fewer than was set after memory ran out
     * @param network what all networks have done since the process started
     */
    public record Status(
            String id,
            String state,
            String device,
            @Nullable Long deviceBytes,
            int slots,
            int busy,
            int channelsAtOnce,
            NetworkUse network) {}

    @GET
    public Status status() {
        return new Status(
                worker.settings().id(),
                worker.registration().state().name(),
                worker.settings().device(),
                Torch.memoryInUse(device),
                worker.settings().slots(),
                worker.busy(),
                models.channelsAtOnce(),
                models.use());
    }
}
