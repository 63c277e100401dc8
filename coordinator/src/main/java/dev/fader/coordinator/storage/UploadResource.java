package dev.fader.coordinator.storage;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.PresignedUpload;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.UploadRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where clients bring their files. */
@Path("/v1")
public final class UploadResource {

    private final ObjectLinks links;
    private final LimitsConfig limits;

    UploadResource(ObjectLinks links, LimitsConfig limits) {
        this.links = links;
        this.limits = limits;
    }

    @POST
    @Path("/uploads")
    @Operation(operationId = "createUpload", summary = "A link to PUT one file to, and the object to submit afterwards")
    public PresignedUpload create(@Nullable UploadRequest request) {
        String name = request == null ? null : request.fileName();
        String fault = name == null ? "is needed" : Texts.nameFault(name, limits.nameLength());
        if (name == null || fault != null) {
            throw new ProblemException(
                    ProblemType.INVALID_UPLOAD, "fileName %s (fader.limits.name-length)".formatted(fault));
        }
        if (name.contains("/") || name.contains("\\") || name.equals(".") || name.equals("..")) {
            throw new ProblemException(ProblemType.INVALID_UPLOAD, "fileName must be a name without slashes");
        }
        return links.upload(name);
    }
}
