package dev.fader.coordinator.storage;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.PresignedUpload;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.UploadRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where clients bring their files. */
@Path("/v1")
public final class UploadResource {

    private static final Pattern SAFE = Pattern.compile("[^/\\\\\\p{Cntrl}]+");

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
        if (name == null || name.isBlank() || name.length() > limits.nameLength()) {
            throw new ProblemException(
                    ProblemType.INVALID_UPLOAD,
                    "fileName is needed, of at most %d characters (fader.limits.name-length)"
                            .formatted(limits.nameLength()));
        }
        if (!SAFE.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new ProblemException(
                    ProblemType.INVALID_UPLOAD, "fileName must be a name without slashes and control characters");
        }
        return links.upload(name);
    }
}
