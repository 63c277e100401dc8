package dev.fader.coordinator.retry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.batch.BatchStore;
import dev.fader.coordinator.batch.NewBatch;
import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.model.ChosenModel;
import dev.fader.coordinator.model.ModelStore;
import dev.fader.coordinator.preset.OutputSettings;
import dev.fader.coordinator.preset.OutputSettingsCheck;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.request.Priorities;
import dev.fader.coordinator.task.TaskStore;
import dev.fader.queue.model.KnownModel;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RetryRequest;
import dev.fader.schemas.api.TaskView;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Trying again, in a batch of its own that knows where it comes from; what was is left as it is. */
@Path("/v1")
public final class RetryResource {

    private static final List<TaskState> FAILED = List.of(TaskState.FAILED, TaskState.QUARANTINED);
    private static final List<TaskState> ENDED =
            List.of(TaskState.DONE, TaskState.REVIEW, TaskState.FAILED, TaskState.QUARANTINED, TaskState.CANCELLED);

    private final Jdbi jdbi;
    private final BatchStore batches;
    private final TaskStore tasks;
    private final OutputSettingsCheck settings;
    private final ModelStore models;
    private final LimitsConfig limits;

    RetryResource(
            Jdbi jdbi,
            BatchStore batches,
            TaskStore tasks,
            OutputSettingsCheck settings,
            ModelStore models,
            LimitsConfig limits) {
        this.models = models;
        this.limits = limits;
        this.jdbi = jdbi;
        this.batches = batches;
        this.tasks = tasks;
        this.settings = settings;
    }

    @POST
    @Path("/batches/{id}/retry")
    @Operation(
            operationId = "retryBatch",
            summary = "A new batch of the files that failed, as they were asked for or otherwise")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Response retryBatch(String id, @Nullable RetryRequest request) {
        RetryRequest asked = Objects.requireNonNullElse(request, RetryRequest.AS_IT_WAS);
        List<TaskState> states = Objects.requireNonNullElse(asked.states(), FAILED);
        if (states.isEmpty() || !states.stream().allMatch(RetryResource::ended)) {
            throw new ProblemException(
                    ProblemType.INVALID_BATCH, "states are %s: expected some of %s".formatted(states, ENDED));
        }
        return retry(Parameters.batch(id), asked, states, null);
    }

    @POST
    @Path("/tasks/{id}/retry")
    @Operation(operationId = "retryTask", summary = "A new batch of that one file")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Response retryTask(String id, @Nullable RetryRequest request) {
        TaskView task = tasks.find(Parameters.task(id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no task " + id));
        BatchId batch = task.batch();
        if (batch == null || !task.state().isFinal()) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "%s is %s: only what has ended is tried again".formatted(id, task.state()));
        }
        RetryRequest asked = Objects.requireNonNullElse(request, RetryRequest.AS_IT_WAS);
        if (asked.states() != null) {
            throw new ProblemException(
                    ProblemType.INVALID_BATCH, "states say which tasks of a batch; this request names the task");
        }
        return retry(batch, asked, ENDED, task.id());
    }

    @SuppressWarnings("NullAway") // JSON may have a null in a list
    private static boolean ended(TaskState state) {
        return state != null && ENDED.contains(state);
    }

    private Response retry(BatchId of, RetryRequest asked, List<TaskState> states, @Nullable TaskId only) {
        BatchView source = batches.find(of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no batch " + of));
        if (source.kind() == BatchKind.PROBE) {
            throw new ProblemException(ProblemType.CONFLICT, "%s is a dry run: submit it again".formatted(of));
        }
        Findings findings = new Findings();
        checkOthers(asked, findings);
        ChosenModel model = asked.model() == null ? null : models.choose("/model", asked.model(), findings);
        OutputSettings edited = settings.of(model == null ? sources(of) : model.sources())
                .check("", asked.gainsDb(), null, asked.format(), asked.loudness(), Map.of(), findings);
        findings.refuseFaults(ProblemType.INVALID_BATCH);
        NewBatch batch = new NewBatch(
                BatchId.create(),
                source.kind(),
                source.tenant(),
                Objects.requireNonNullElse(asked.taskClass(), source.taskClass()),
                null,
                Objects.requireNonNullElse(asked.priority(), source.priority()),
                source.labels(),
                source.metadata(),
                source.retainDays(),
                of);
        BatchView made = jdbi.inTransaction(transaction -> {
            RetryEdit edit = new RetryEdit(edited, model);
            // names that their extensions told apart may be so no longer
            UnaryOperator<JsonNode> apart = edited.format() == null ? edit : new RetryNames(edit);
            int size = new FollowUp(transaction, of, apart, true).write(batch, FollowUp.Which.of(states, only));
            if (size == 0) {
                throw new ProblemException(ProblemType.CONFLICT, "no task of %s is one of %s".formatted(of, states));
            }
            return BatchStore.find(transaction, batch.id()).orElseThrow();
        });
        return Response.created(URI.create("/v1/batches/" + made.id()))
                .entity(made)
                .build();
    }

    /** Those of the model, or of the stems, that made a batch: its tasks have them in common. */
    private List<String> sources(BatchId batch) {
        return tasks.model(batch)
                .flatMap(models::known)
                .map(KnownModel::sources)
                .or(() -> tasks.givenSources(batch))
                .orElse(settings.sources());
    }

    private void checkOthers(RetryRequest asked, Findings findings) {
        String tooUrgent = Priorities.fault(asked.priority(), limits.priority());
        if (tooUrgent != null) {
            findings.fault("/priority", tooUrgent);
        }
        String fault = asked.model() == null ? null : Texts.nameFault(asked.model(), limits.nameLength());
        if (fault != null) {
            findings.fault("/model", fault);
        }
    }
}
