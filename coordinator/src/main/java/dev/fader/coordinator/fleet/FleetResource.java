package dev.fader.coordinator.fleet;

import dev.fader.schemas.api.QueueView;
import dev.fader.schemas.api.WorkerView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What operators look at. */
@Path("/v1")
public final class FleetResource {

    private final Fleet fleet;

    FleetResource(Fleet fleet) {
        this.fleet = fleet;
    }

    @GET
    @Path("/workers")
    @Operation(operationId = "listWorkers", summary = "Worker processes, live and gone")
    public List<WorkerView> workers() {
        return fleet.workers();
    }

    @GET
    @Path("/queues")
    @Operation(operationId = "listQueues", summary = "Depth and oldest age per class")
    public List<QueueView> queues() {
        return fleet.queues();
    }
}
