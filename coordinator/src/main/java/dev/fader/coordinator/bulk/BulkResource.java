package dev.fader.coordinator.bulk;

import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.BulkActionView;
import dev.fader.schemas.api.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How far work on many tasks has come. */
@Path("/v1")
public final class BulkResource {

    private final BulkActions actions;

    BulkResource(BulkActions actions) {
        this.actions = actions;
    }

    @GET
    @Path("/actions/{id}")
    @Operation(operationId = "getAction", summary = "How far work on many tasks has come")
    public BulkActionView get(String id) {
        return actions.find(Parameters.action(id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no action " + id));
    }
}
