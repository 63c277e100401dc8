package dev.fader.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.BulkAction;
import dev.fader.schemas.api.BulkActionView;
import dev.fader.schemas.api.PresignedUpload;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.QueueView;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.api.WorkerView;
import dev.fader.schemas.remix.ObjectRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The coordinator's API. Every method throws {@link CommandFailure} when it is refused or nobody answers. */
public final class FaderClient {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final String JSON = "application/json";

    /** Reading takes less than submitting; a service that is frozen must not hold up who follows a batch. */
    private static final Duration READING = Duration.ofMinutes(1);

    private static final String COORDINATOR = "the coordinator";

    private final URI base;
    private final HttpClient http;
    private final Transfers transfers;
    private final Reconnecting reconnecting;

    /** @param base such as {@code http://127.0.0.1:18080} */
    public FaderClient(URI base) {
        this(
                base,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build(),
                Reconnecting.NEVER);
    }

    private FaderClient(URI base, HttpClient http, Reconnecting reconnecting) {
        this.base = base;
        this.http = http;
        this.transfers = new Transfers(http);
        this.reconnecting = reconnecting;
    }

    /** The same, but what only reads is asked again while there is no answer. */
    public FaderClient with(Reconnecting patience) {
        return new FaderClient(base, http, patience);
    }

    public URI base() {
        return base;
    }

    /** A batch to be remixed. */
    public BatchView submit(SubmitBatch batch) {
        return submit(BatchKind.REMIX, BodyPublishers.ofString(FaderJson.write(batch)), JSON, new Query(), null)
                .batch();
    }

    /**
     * @param kind what shall be done with the files
     * @param query what holds for all items, where the body cannot say it
     * @param key makes this the same request as an earlier one with the key; or null
     */
    public SubmittedBatch submit(
            BatchKind kind, BodyPublisher body, String mediaType, Query query, @Nullable String key) {
        Query whole = kind == BatchKind.PROBE ? query.with("dryRun", "true") : query;
        HttpRequest.Builder request = request((kind == BatchKind.PREVIEW ? "/v1/previews" : "/v1/batches") + whole)
                .header("Content-Type", mediaType)
                .POST(body);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return FaderJson.read(accepted(send(request.build())), SubmittedBatch.class);
    }

    public BatchView batch(BatchId id) {
        return get("/v1/batches/" + id, BatchView.class);
    }

    /** All tasks, in the order of the batch's items. */
    public List<TaskView> tasks(BatchId id) {
        List<TaskView> tasks = new ArrayList<>();
        tasks(new Query().with("batch", id.toString()), Integer.MAX_VALUE, tasks::add);
        return tasks;
    }

    /** Tasks one after the other, page by page. @param most how many at most */
    public void tasks(Query filter, int most, Consumer<TaskView> each) {
        int shown = 0;
        String next = null;
        do {
            Query query = next == null ? filter : filter.with("after", next);
            TaskPage page = get("/v1/tasks" + query, TaskPage.class);
            for (TaskView task : page.tasks()) {
                if (shown++ < most) {
                    each.accept(task);
                }
            }
            next = page.next();
        } while (next != null && shown < most);
    }

    /** How far work on many tasks has come since. */
    public BulkAction.Done progress(BulkAction.Done begun) {
        return begun.finished()
                ? begun
                : BulkAction.Done.of(get("/v1/actions/" + begun.action(), BulkActionView.class));
    }

    /** Work on many tasks, when it is done: what is much goes on in the background of the service. */
    public BulkAction.Done toTheEnd(BulkAction.Done begun) {
        BulkAction.Done done = begun;
        while (!done.finished()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            done = progress(done);
        }
        return done;
    }

    public ResultView result(TaskId id) {
        return get("/v1/tasks/" + id + "/result", ResultView.class);
    }

    public List<WorkerView> workers() {
        return List.of(get("/v1/workers", WorkerView[].class));
    }

    public List<QueueView> queues() {
        return List.of(get("/v1/queues", QueueView[].class));
    }

    /** Whether a service says that it can work. */
    public boolean isReady() {
        try {
            return send(request("/q/health/ready").GET().build()).statusCode() == 200;
        } catch (CommandFailure silent) {
            return false;
        }
    }

    /** What a service says that it cannot work without, with reasons. @throws CommandFailure when it says nothing */
    public Map<String, String> missing() {
        HttpResponse<String> answer = send(request("/q/health/ready").GET().build());
        Map<String, String> missing = new LinkedHashMap<>();
        if (answer.statusCode() != 200) {
            for (JsonNode check : FaderJson.read(answer.body(), JsonNode.class).path("checks")) {
                check.path("data")
                        .properties()
                        .forEach(part ->
                                missing.put(part.getKey(), part.getValue().asText()));
            }
            if (missing.isEmpty()) {
                missing.put("something", "it answers %d".formatted(answer.statusCode()));
            }
        }
        return missing;
    }

    /** Brings a file to the object storage. @return the object to name in a batch */
    public ObjectRef upload(Path file) {
        return uploadAs(String.valueOf(file.getFileName()), file);
    }

    /** The same under another name. @throws CommandFailure for that file, when the service takes no file of that name */
    public ObjectRef uploadAs(String name, Path file) {
        return transfers.upload(file, name, asked -> post("/v1/uploads", asked, PresignedUpload.class));
    }

    /** Brings a file to a place that the service has given a link to. */
    public void upload(Path file, String link) {
        transfers.upload(file, link);
    }

    /** Fetches an output, or the rest of it; the file gets its name when it is whole. @return the file */
    public Path download(ResultView.Download download, DownloadFolder folder, String name) {
        return reconnecting.ask("the storage", () -> transfers.download(download, folder, name));
    }

    public <T> T get(String path, Class<T> type) {
        HttpRequest request = request(path).timeout(READING).GET().build();
        return FaderJson.read(reconnecting.ask(COORDINATOR, () -> accepted(send(request))), type);
    }

    public <T> T post(String path, @Nullable Object body, Class<T> type) {
        return FaderJson.read(sendJson("POST", path, body), type);
    }

    public <T> T put(String path, Object body, Class<T> type) {
        return FaderJson.read(sendJson("PUT", path, body), type);
    }

    public <T> T patch(String path, Object body, Class<T> type) {
        return FaderJson.read(sendJson("PATCH", path, body), type);
    }

    public void delete(String path) {
        accepted(send(request(path).DELETE().build()));
    }

    private String sendJson(String method, String path, @Nullable Object body) {
        return accepted(send(request(path)
                .header("Content-Type", JSON)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(FaderJson.write(body)))
                .build()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER)
                .header("Fader-Actor", System.getProperty("user.name", "somebody"));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw CommandFailure.unreachable("nobody answers at %s: start Fader with 'fader up' or name its address"
                    .formatted(request.uri().resolve("/")));
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    private static String accepted(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        throw switch (answer.statusCode()) {
            case 502, 503, 504 -> CommandFailure.unreachable(reason(answer));
            case 500 -> CommandFailure.faulty(reason(answer));
            default ->
                isOfOneFile(answer) ? CommandFailure.ofOneFile(reason(answer)) : CommandFailure.failed(reason(answer));
        };
    }

    private static boolean isOfOneFile(HttpResponse<String> refusal) {
        try {
            return FaderJson.read(refusal.body(), Problem.class).type() == ProblemType.INVALID_UPLOAD;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String reason(HttpResponse<String> answer) {
        try {
            Problem problem = FaderJson.read(answer.body(), Problem.class);
            StringBuilder reason = new StringBuilder(problem.detail());
            List<Problem.Fault> faults = problem.errors();
            if (faults != null) {
                faults.forEach(fault -> reason.append("\n  ")
                        .append(fault.pointer())
                        .append(": ")
                        .append(fault.detail()));
            }
            return reason.toString();
        } catch (IllegalArgumentException e) {
            return "%s answered %d".formatted(answer.uri(), answer.statusCode());
        }
    }
}
