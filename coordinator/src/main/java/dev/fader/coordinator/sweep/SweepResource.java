package dev.fader.coordinator.sweep;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.run.Actor;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitSweep;
import dev.fader.schemas.api.SweepPage;
import dev.fader.schemas.api.SweepView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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

/** Sweeps: a run for each of many values of a configuration. */
@Path("/v1")
public final class SweepResource {

    private static final int SWEEPS_ON_A_PAGE = 20;

    private final SweepStore sweeps;
    private final LimitsConfig limits;

    SweepResource(SweepStore sweeps, LimitsConfig limits) {
        this.sweeps = sweeps;
        this.limits = limits;
    }

    @POST
    @Path("/sweeps")
    @Operation(
            operationId = "submitSweep",
            summary = "Queues a run for each point of a grid, or for as many as are drawn; all of them or none")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SweepView.class)))
    public Response submit(@Nullable SubmitSweep sweep, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        if (sweep == null) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "a sweep is expected: data, config and points at least");
        }
        SweepView view = sweeps.submit(sweep, Actor.of(actor));
        return Response.created(URI.create("/v1/sweeps/" + view.id()))
                .entity(view)
                .build();
    }

    @GET
    @Path("/sweeps")
    @Operation(operationId = "listSweeps", summary = "Newest first, page by page")
    public SweepPage list(
            @QueryParam("tenant") @Nullable String tenant,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Parameters.limit(limit, SWEEPS_ON_A_PAGE, limits.pageSize());
        List<SweepView> page =
                sweeps.list(tenant, after == null ? null : Parameters.read("after", after, SweepId::parse), size);
        return new SweepPage(
                page, page.size() < size ? null : page.getLast().id().toString());
    }

    @GET
    @Path("/sweeps/{id}")
    @Operation(
            operationId = "getSweep",
            summary = "Its runs with their values and what came of them, and a link to the report when there is one")
    public SweepView get(String id) {
        return find(id);
    }

    @POST
    @Path("/sweeps/{id}/pause")
    @Operation(operationId = "pauseSweep", summary = "Stops its runs at their next step, with checkpoints")
    public SweepView pause(String id, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        sweeps.pause(open(id).id(), true, Actor.of(actor));
        return find(id);
    }

    @POST
    @Path("/sweeps/{id}/resume")
    @Operation(operationId = "resumeSweep", summary = "Ends a pause")
    public SweepView resume(String id, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        sweeps.pause(open(id).id(), false, Actor.of(actor));
        return find(id);
    }

    @POST
    @Path("/sweeps/{id}/cancel")
    @Operation(operationId = "cancelSweep", summary = "Ends its runs; what their epochs have made stays")
    public SweepView cancel(String id) {
        sweeps.cancel(open(id).id());
        return find(id);
    }

    private SweepView open(String id) {
        SweepView sweep = find(id);
        if (sweep.state().isFinal()) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "%s is %s: it has ended".formatted(sweep.id(), sweep.state()));
        }
        return sweep;
    }

    private SweepView find(String id) {
        return sweeps.find(Parameters.sweep(id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no sweep " + id));
    }
}
