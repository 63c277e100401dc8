package dev.fader.coordinator.model;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.queue.model.AliasRows;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.model.AliasView;
import dev.fader.schemas.model.ModelView;
import dev.fader.schemas.model.RegisterModel;
import dev.fader.schemas.model.TrialView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What models and aliases there are. */
@Path("/v1")
public final class ModelResource {

    private static final int SHOWN = 100;

    private final ModelStore models;
    private final Jdbi jdbi;
    private final LimitsConfig limits;
    private final Registrations registrations;

    ModelResource(ModelStore models, Jdbi jdbi, LimitsConfig limits, Registrations registrations) {
        this.registrations = registrations;
        this.models = models;
        this.jdbi = jdbi;
        this.limits = limits;
    }

    @GET
    @Path("/models")
    @Operation(operationId = "listModels", summary = "Models, the newest first")
    public List<ModelView> list() {
        return models.list(limits.pageSize());
    }

    @POST
    @Path("/models")
    @Operation(
            operationId = "registerModel",
            summary = "Has the file of a model tried, and registered under a name if it is what it says",
            description = "A task decides; fader.models.accept-uploads says whether the service takes models at all.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TrialView.class)))
    public Response register(@Nullable RegisterModel model) {
        TrialView trial = registrations.begin(model);
        return Response.created(URI.create("/v1/tasks/" + trial.task()))
                .entity(trial)
                .build();
    }

    @GET
    @Path("/models/{model}")
    @Operation(
            operationId = "getModel",
            summary = "A model, named by an alias, its SHA-256 or at least 8 digits of its beginning")
    public ModelView get(String model) {
        return models.find(model);
    }

    @GET
    @Path("/aliases")
    @Operation(operationId = "listAliases", summary = "Aliases, each with its last move")
    public List<AliasView> aliases() {
        return jdbi.withHandle(AliasRows::list);
    }

    @GET
    @Path("/aliases/{alias}")
    @Operation(operationId = "getAlias", summary = "What an alias names, and every move that it made")
    public AliasView alias(String alias) {
        return jdbi.withHandle(handle -> AliasRows.find(handle, alias))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "there is no alias '%s'".formatted(Texts.shown(alias, SHOWN))));
    }
}
