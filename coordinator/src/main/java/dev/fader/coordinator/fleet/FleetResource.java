package dev.fader.coordinator.fleet;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.QueueView;
import dev.fader.schemas.api.WorkerView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

    @POST
    @Path("/workers/{id}/drain")
    @Operation(
            operationId = "drainWorker",
            summary = "Has a worker process take no more: training leaves a checkpoint and goes on elsewhere, the rest"
                    + " is finished. It holds until the process ends or is undrained")
    public WorkerView drain(String id) {
        return drained(id, true);
    }

    @POST
    @Path("/workers/{id}/undrain")
    @Operation(operationId = "undrainWorker", summary = "Has it take tasks again")
    public WorkerView undrain(String id) {
        return drained(id, false);
    }

    private WorkerView drained(String id, boolean yes) {
        if (!fleet.drain(id, yes)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "no worker '%s' is alive".formatted(id));
        }
        return fleet.workers().stream()
                .filter(worker -> worker.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "no worker '%s' is left".formatted(id)));
    }

    @GET
    @Path("/queues")
    @Operation(operationId = "listQueues", summary = "Depth and oldest age per class")
    public List<QueueView> queues() {
        return fleet.queues();
    }
}
