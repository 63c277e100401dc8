package dev.fader.coordinator.dataset;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.request.Tenants;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.DatasetSong;
import dev.fader.schemas.api.DatasetView;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RegisterDataset;
import dev.fader.schemas.dataset.CheckSpec;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Data sets by name. They stay where they lie; each is checked before anything is trained with it. */
@Path("/v1")
public final class DatasetResource {

    private static final int SHOWN = 100;

    private final DatasetStore datasets;
    private final DatasetCheck check;

    DatasetResource(DatasetStore datasets, DatasetCheck check) {
        this.datasets = datasets;
        this.check = check;
    }

    @POST
    @Path("/datasets")
    @Operation(operationId = "registerDataset", summary = "Names songs that lie in storage, and has them checked")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DatasetView.class)))
    public Response register(@Nullable RegisterDataset asked) {
        CheckSpec spec = check.check(asked);
        String tenant = asked == null ? Tenants.DEFAULT : Objects.requireNonNullElse(asked.tenant(), Tenants.DEFAULT);
        if (!datasets.register(tenant, check.bucket(spec), spec)) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "tenant '%s' has a data set '%s' already: choose another name, or remove that one"
                            .formatted(tenant, spec.name()));
        }
        DatasetView registered = find(tenant, spec.name());
        return Response.created(URI.create("/v1/datasets/" + registered.id()))
                .entity(registered)
                .build();
    }

    @GET
    @Path("/datasets")
    @Operation(operationId = "listDatasets", summary = "The tenant's data sets by name, without their findings")
    public List<DatasetView> list(@QueryParam("tenant") @DefaultValue(Tenants.DEFAULT) String tenant) {
        return datasets.list(tenant);
    }

    @GET
    @Path("/datasets/{name}")
    @Operation(operationId = "getDataset", summary = "A data set by its name or id, and what its check found")
    public DatasetView get(String name, @QueryParam("tenant") @DefaultValue(Tenants.DEFAULT) String tenant) {
        return find(tenant, name);
    }

    @GET
    @Path("/datasets/{name}/songs")
    @Operation(operationId = "listSongsOfDataset", summary = "Its songs, with a hash of the content of each")
    public List<DatasetSong> songs(String name, @QueryParam("tenant") @DefaultValue(Tenants.DEFAULT) String tenant) {
        return datasets.songs(find(tenant, name));
    }

    @POST
    @Path("/datasets/{name}/check")
    @Operation(operationId = "checkDataset", summary = "Has it checked again, as after its songs were changed")
    public DatasetView checkAgain(String name, @QueryParam("tenant") @DefaultValue(Tenants.DEFAULT) String tenant) {
        DatasetView dataset = find(tenant, name);
        if (!datasets.checkAgain(dataset)) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "data set '%s' is being checked already".formatted(dataset.name()));
        }
        return find(tenant, name);
    }

    @DELETE
    @Path("/datasets/{name}")
    @Operation(operationId = "removeDataset", summary = "Forgets a data set; its objects stay where they are")
    public void remove(String name, @QueryParam("tenant") @DefaultValue(Tenants.DEFAULT) String tenant) {
        datasets.remove(find(tenant, name));
    }

    private DatasetView find(String tenant, String nameOrId) {
        return datasets.find(tenant, nameOrId)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "tenant '%s' has no data set '%s'".formatted(tenant, Texts.shown(nameOrId, SHOWN))));
    }
}
