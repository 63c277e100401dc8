package dev.fader.coordinator.pause;

import dev.fader.coordinator.problem.Parameters;
import dev.fader.queue.task.Changes.Scope;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.PauseView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Holding back a whole queue or everything of a tenant; a batch has its own pause. */
@Path("/v1")
public final class PauseResource {

    private final PauseStore pauses;

    PauseResource(PauseStore pauses) {
        this.pauses = pauses;
    }

    @GET
    @Path("/pauses")
    @Operation(operationId = "listPauses", summary = "Queues and tenants that are paused")
    public List<PauseView> list() {
        return pauses.list();
    }

    @POST
    @Path("/queues/{class}/pause")
    @Operation(operationId = "pauseQueue", summary = "Starts nothing more of a class; what runs goes on")
    public List<PauseView> pauseQueue(@PathParam("class") String taskClass) {
        pauses.pause(Scope.CLASS, known(taskClass));
        return pauses.list();
    }

    @POST
    @Path("/queues/{class}/resume")
    @Operation(operationId = "resumeQueue", summary = "Ends a pause")
    public List<PauseView> resumeQueue(@PathParam("class") String taskClass) {
        pauses.resume(Scope.CLASS, known(taskClass));
        return pauses.list();
    }

    @POST
    @Path("/tenants/{tenant}/pause")
    @Operation(operationId = "pauseTenant", summary = "Starts nothing more of a tenant; what runs goes on")
    public List<PauseView> pauseTenant(String tenant) {
        pauses.pause(Scope.TENANT, tenant);
        return pauses.list();
    }

    @POST
    @Path("/tenants/{tenant}/resume")
    @Operation(operationId = "resumeTenant", summary = "Ends a pause")
    public List<PauseView> resumeTenant(String tenant) {
        pauses.resume(Scope.TENANT, tenant);
        return pauses.list();
    }

    private static String known(String taskClass) {
        return Parameters.read("class", taskClass, TaskClass::parse).wireName();
    }
}
