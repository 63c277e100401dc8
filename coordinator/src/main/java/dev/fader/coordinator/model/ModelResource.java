package dev.fader.coordinator.model;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.queue.model.AliasRows;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.model.AliasView;
import dev.fader.schemas.model.ModelView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Jdbi;

/** What models and aliases there are. */
@Path("/v1")
public final class ModelResource {

    private static final int SHOWN = 100;

    private final ModelStore models;
    private final Jdbi jdbi;
    private final LimitsConfig limits;

    ModelResource(ModelStore models, Jdbi jdbi, LimitsConfig limits) {
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
