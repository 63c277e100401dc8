package dev.fader.worker;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What this worker is and does, for operators. */
@Path("/v1/worker")
public final class StatusResource {

    private final Worker worker;

    StatusResource(Worker worker) {
        this.worker = worker;
    }

    /** A worker about itself. */
    public record Status(String id, String state, String device, int slots, int busy) {}

    @GET
    public Status status() {
        return new Status(
                worker.settings().id(),
                worker.registration().state().name(),
                worker.settings().device(),
                worker.settings().slots(),
                worker.busy());
    }
}
