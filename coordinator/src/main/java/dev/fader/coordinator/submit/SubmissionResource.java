package dev.fader.coordinator.submit;

import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.SubmittedBatch;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Every way of submitting files. The body is streamed, so that its size costs no memory. */
@Path("/v1")
@Blocking
public final class SubmissionResource {

    private static final String DRY_RUN = "dryRun";
    private static final String KEY = "Idempotency-Key";

    private final Submissions submissions;

    SubmissionResource(Submissions submissions) {
        this.submissions = submissions;
    }

    @POST
    @Path("/batches")
    @Consumes({MediaType.APPLICATION_JSON, BodyFormat.NDJSON_TYPE, BodyFormat.CSV_TYPE})
    @Operation(
            operationId = "submitBatch",
            summary = "Accepts all items in one transaction, or none",
            description =
                    "The body is a SubmitBatch, or items as NDJSON or CSV; for those, and only for those, the query says"
                            + " what holds for all. With dryRun, files are only opened: see the batch's report.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SubmitBatch.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SubmittedBatch.class)))
    public Response submit(
            @QueryParam(DRY_RUN) @DefaultValue("false") boolean dryRun,
            @BeanParam SubmissionParameters defaults,
            @HeaderParam(KEY) @Nullable String idempotencyKey,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            InputStream body)
            throws IOException {
        BatchKind kind = dryRun ? BatchKind.PROBE : BatchKind.REMIX;
        return answer(kind, defaults, idempotencyKey, headers, uri, body);
    }

    @POST
    @Path("/previews")
    @Consumes({MediaType.APPLICATION_JSON, BodyFormat.NDJSON_TYPE, BodyFormat.CSV_TYPE})
    @Operation(
            operationId = "submitPreviews",
            summary = "Remixes only the busiest passage of a few files, before everything else",
            description = "Takes what submitBatch takes. A task's result has the passage before and after, and peaks.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SubmitBatch.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SubmittedBatch.class)))
    public Response preview(
            @BeanParam SubmissionParameters defaults,
            @HeaderParam(KEY) @Nullable String idempotencyKey,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            InputStream body)
            throws IOException {
        return answer(BatchKind.PREVIEW, defaults, idempotencyKey, headers, uri, body);
    }

    private Response answer(
            BatchKind kind,
            SubmissionParameters defaults,
            @Nullable String idempotencyKey,
            HttpHeaders headers,
            UriInfo uri,
            InputStream body)
            throws IOException {
        Map<String, List<String>> query = new TreeMap<>(uri.getQueryParameters());
        query.remove(DRY_RUN);
        BodyFormat format = BodyFormat.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        Submissions.Answer answer = submissions.accept(
                new Submissions.Request(kind, format, query, defaults.defaults(), idempotencyKey), body);
        return Response.created(URI.create("/v1/batches/" + answer.submitted().id()))
                .header("Idempotency-Replayed", answer.repeated() ? "true" : null)
                .entity(answer.submitted())
                .build();
    }
}
