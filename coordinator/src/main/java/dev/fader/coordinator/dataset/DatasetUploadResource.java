package dev.fader.coordinator.dataset;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.storage.Inputs;
import dev.fader.coordinator.storage.ObjectLinks;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.DatasetUpload;
import dev.fader.schemas.api.PresignedUpload;
import dev.fader.schemas.api.ProblemType;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where clients bring data sets that are in no storage yet: below {@value #FOLDER}, which is not swept as uploads are. */
@Path("/v1")
public final class DatasetUploadResource {

    private static final String FOLDER = "datasets/";
    private static final int MOST_FILES = 1000;

    private final ObjectLinks links;
    private final Inputs inputs;
    private final DatasetStore datasets;
    private final LimitsConfig limits;

    DatasetUploadResource(ObjectLinks links, Inputs inputs, DatasetStore datasets, LimitsConfig limits) {
        this.links = links;
        this.inputs = inputs;
        this.datasets = datasets;
        this.limits = limits;
    }

    @POST
    @Path("/dataset-uploads")
    @Operation(
            operationId = "createDatasetUpload",
            summary = "Links to PUT a data set's files to, and the prefix to register afterwards")
    public DatasetUpload.Links create(@Nullable DatasetUpload request) {
        List<String> files = request == null || request.files() == null ? List.of() : request.files();
        Findings findings = new Findings();
        if (files.isEmpty() || files.size() > MOST_FILES) {
            findings.fault(
                    "/files", "1 to %d are expected at once, and more of the same upload later".formatted(MOST_FILES));
        }
        for (int i = 0; i < files.size(); i++) {
            String fault = fault(files.get(i));
            if (fault != null) {
                findings.fault("/files/" + i, fault);
            }
        }
        findings.refuseFaults(ProblemType.INVALID_UPLOAD);
        DatasetId upload = request == null || request.upload() == null ? DatasetId.create() : request.upload();
        String prefix = FOLDER + upload + "/";
        String bucket = inputs.buckets().own();
        if (datasets.isRegistered(bucket, prefix)) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "%s belongs to a data set that is registered, whose files are not overwritten".formatted(prefix));
        }
        List<PresignedUpload> made =
                files.stream().map(file -> links.uploadTo(prefix + file)).toList();
        return new DatasetUpload.Links(
                upload,
                bucket,
                prefix,
                made.stream().map(PresignedUpload::url).toList(),
                made.getFirst().expiresAt());
    }

    private @Nullable String fault(String path) {
        String fault = Texts.fault(path);
        if (fault != null) {
            return fault;
        }
        List<String> steps = Arrays.asList(path.split("/", -1));
        if (steps.stream().anyMatch(step -> step.isBlank() || step.equals(".") || step.equals(".."))
                || path.indexOf('\\') >= 0) {
            return "'%s' is no path within a folder".formatted(Texts.shown(path, limits.nameLength()));
        }
        return path.getBytes(StandardCharsets.UTF_8).length > limits.keyLength() / 2
                ? "has more than %d bytes (half of fader.limits.key-length)".formatted(limits.keyLength() / 2)
                : null;
    }
}
