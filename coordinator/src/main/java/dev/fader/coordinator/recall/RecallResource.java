package dev.fader.coordinator.recall;

import dev.fader.coordinator.model.ModelStore;
import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.queue.model.KnownModel;
import dev.fader.queue.model.ModelRows;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.model.RecallRequest;
import dev.fader.schemas.model.RecallView;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What a model made, found and made anew by another. */
@Path("/v1")
public final class RecallResource {

    private static final int DIGITS = 64;

    private final Jdbi jdbi;
    private final Recalls recalls;
    private final ModelStore models;

    RecallResource(Jdbi jdbi, Recalls recalls, ModelStore models) {
        this.jdbi = jdbi;
        this.recalls = recalls;
        this.models = models;
    }

    @POST
    @Path("/models/{model}/recall")
    @Operation(
            operationId = "recallModel",
            summary = "Has all that a model made be made anew by another, in the background; dryRun only counts",
            description =
                    "Each batch in which it made something gets a new batch of those files, linked to it as a retry"
                            + " is. The outputs of before stay until their batches are deleted.")
    public RecallView recall(
            String model,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @Nullable RecallRequest request) {
        String asked = request == null ? null : request.with();
        String name = Objects.requireNonNullElse(asked, ModelNames.PRODUCTION);
        KnownModel replacement = jdbi.withHandle(handle -> models.known(handle, name));
        String recalled = recalled(model);
        if (recalled.equals(replacement.sha256())) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "'%s' is the model that is recalled: say with which other its files are to be made"
                            .formatted(name));
        }
        models.known(recalled).ifPresent(known -> {
            if (!replacement.sources().containsAll(known.sources())) {
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "'%s' has the sources %s and not all of %s"
                                .formatted(name, replacement.sources(), known.sources()));
            }
        });
        return dryRun
                ? recalls.count(recalled, name, replacement.sha256())
                : recalls.start(recalled, name, replacement.sha256());
    }

    /** A whole SHA-256 need not be registered: the model may be from before there was a register. */
    private String recalled(String model) {
        return jdbi.withHandle(handle -> {
            List<KnownModel> found = ModelRows.named(handle, model);
            return found.isEmpty() && model.length() == DIGITS && ModelNames.isDigits(model)
                    ? model
                    : models.known(handle, model).sha256();
        });
    }

    @GET
    @Path("/recalls/{id}")
    @Operation(operationId = "getRecall", summary = "How far a recall has come, and the batches that it made")
    public RecallView get(String id) {
        return recalls.find(Parameters.action(id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no recall " + id));
    }
}
