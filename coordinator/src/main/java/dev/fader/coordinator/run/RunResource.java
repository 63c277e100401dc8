package dev.fader.coordinator.run;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.request.Priorities;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.BatchChange;
import dev.fader.schemas.api.CloneRun;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RestartRun;
import dev.fader.schemas.api.RunComparison;
import dev.fader.schemas.api.RunEpochView;
import dev.fader.schemas.api.RunEvent;
import dev.fader.schemas.api.RunPage;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SubmitRun;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Training runs, which share the workers with everything else. */
@Path("/v1")
public final class RunResource {

    private static final int RUNS_ON_A_PAGE = 50;

    private final RunStore runs;
    private final RunChanges changes;
    private final LimitsConfig limits;

    RunResource(RunStore runs, RunChanges changes, LimitsConfig limits) {
        this.runs = runs;
        this.changes = changes;
        this.limits = limits;
    }

    @POST
    @Path("/runs")
    @Operation(
            operationId = "submitRun",
            summary = "Queues a training run; its data, its network and a step are looked at before anything waits")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RunView.class)))
    public Response submit(@Nullable SubmitRun run, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        if (run == null) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a run is expected: config and data at least");
        }
        return created(changes.submit(run, Actor.of(actor)));
    }

    @GET
    @Path("/runs")
    @Operation(operationId = "listRuns", summary = "Newest first, page by page; label=key=value as often as wanted")
    public RunPage list(
            @QueryParam("tenant") @Nullable String tenant,
            @QueryParam("label") List<String> labels,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Parameters.limit(limit, RUNS_ON_A_PAGE, limits.pageSize());
        List<RunView> page = runs.list(
                tenant,
                Parameters.pairs("label", labels),
                after == null ? null : Parameters.read("after", after, RunId::parse),
                size);
        return new RunPage(page, page.size() < size ? null : page.getLast().id().toString());
    }

    @GET
    @Path("/runs/{id}")
    @Operation(operationId = "getRun", summary = "State, progress, best and last epoch, time left")
    public RunView get(String id) {
        return find(id);
    }

    @GET
    @Path("/runs/{id}/epochs")
    @Operation(operationId = "listEpochs", summary = "Every epoch that ended, those that were superseded as well")
    public List<RunEpochView> epochs(String id) {
        return runs.epochs(find(id).id());
    }

    @GET
    @Path("/runs/{id}/history")
    @Operation(operationId = "getRunHistory", summary = "Who did what to it")
    public List<RunEvent> history(String id) {
        return runs.history(find(id).id());
    }

    @GET
    @Path("/comparison")
    @Operation(operationId = "compareRuns", summary = "What differs in the configurations of runs, and what came of it")
    public RunComparison compare(@QueryParam("run") List<String> ids) {
        if (ids.size() < 2) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "run is expected twice at least");
        }
        return Comparison.of(ids.stream().map(this::find).toList(), runs);
    }

    @POST
    @Path("/runs/{id}/pause")
    @Operation(operationId = "pauseRun", summary = "Stops it at its next step, with a checkpoint")
    public RunView pause(String id, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        return changes.pause(find(id), true, Actor.of(actor));
    }

    @POST
    @Path("/runs/{id}/resume")
    @Operation(operationId = "resumeRun", summary = "Ends a pause, or lets on a run that is held")
    public RunView resume(String id, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        return changes.pause(find(id), false, Actor.of(actor));
    }

    @POST
    @Path("/runs/{id}/cancel")
    @Operation(operationId = "cancelRun", summary = "Ends it; what its epochs have made stays")
    public RunView cancel(String id, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        return changes.cancel(find(id), Actor.of(actor));
    }

    @PATCH
    @Path("/runs/{id}")
    @Operation(operationId = "changeRun", summary = "Changes its priority")
    public RunView change(String id, @Nullable BatchChange change, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        Integer priority = change == null ? null : change.priority();
        if (priority == null) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "say priority");
        }
        String tooUrgent = Priorities.fault(priority, limits.priority());
        if (tooUrgent != null) {
            throw new ProblemException(ProblemType.INVALID_RUN, "priority " + tooUrgent);
        }
        return changes.priority(find(id), priority, Actor.of(actor));
    }

    @POST
    @Path("/runs/{id}/restart")
    @Operation(
            operationId = "restartRun",
            summary =
                    "Goes on after an epoch whose checkpoint is kept, or where it failed; later epochs are superseded")
    public RunView restart(String id, @Nullable RestartRun restart, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        return changes.restart(find(id), restart == null ? null : restart.epoch(), Actor.of(actor));
    }

    @POST
    @Path("/runs/{id}/clone")
    @Operation(operationId = "cloneRun", summary = "Queues a new run with a changed configuration")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RunView.class)))
    public Response cloneRun(String id, @Nullable CloneRun clone, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        return created(changes.copy(
                find(id), clone == null ? new CloneRun(null, null, null, null, null) : clone, Actor.of(actor)));
    }

    @DELETE
    @Path("/runs/{id}")
    @Operation(operationId = "deleteRun", summary = "Deletes checkpoints and records of a run that has ended")
    public void delete(String id) {
        changes.delete(find(id));
    }

    private static Response created(RunView run) {
        return Response.created(URI.create("/v1/runs/" + run.id())).entity(run).build();
    }

    private RunView find(String id) {
        RunId run = Parameters.run(id);
        return runs.find(run).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no run " + id));
    }
}
