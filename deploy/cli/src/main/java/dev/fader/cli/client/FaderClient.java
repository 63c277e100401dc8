package dev.fader.cli.client;

import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.PresignedUpload;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.QueueView;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.api.UploadRequest;
import dev.fader.schemas.api.WorkerView;
import dev.fader.schemas.remix.ObjectRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The coordinator's API. Every method throws {@link CommandFailure} when it is refused or nobody answers. */
public final class FaderClient {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration TRANSFER = Duration.ofHours(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;

    /** @param base such as {@code http://127.0.0.1:18080} */
    public FaderClient(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    public BatchView submit(SubmitBatch batch) {
        return FaderJson.read(post("/v1/batches", batch), SubmittedBatch.class).batch();
    }

    public BatchView batch(BatchId id) {
        return FaderJson.read(get("/v1/batches/" + id), BatchView.class);
    }

    /** All tasks, in the order of the batch's items. */
    public List<TaskView> tasks(BatchId id) {
        List<TaskView> tasks = new ArrayList<>();
        String after = "";
        for (boolean more = true; more; ) {
            TaskPage page = FaderJson.read(get("/v1/batches/" + id + "/tasks" + after), TaskPage.class);
            tasks.addAll(page.tasks());
            more = page.next() != null;
            after = "?after=" + page.next();
        }
        return tasks;
    }

    public ResultView result(TaskId id) {
        return FaderJson.read(get("/v1/tasks/" + id + "/result"), ResultView.class);
    }

    public List<WorkerView> workers() {
        return List.of(FaderJson.read(get("/v1/workers"), WorkerView[].class));
    }

    public List<QueueView> queues() {
        return List.of(FaderJson.read(get("/v1/queues"), QueueView[].class));
    }

    /** Whether a service says that it can work. */
    public boolean isReady() {
        try {
            return send(request("/q/health/ready").GET().build()).statusCode() == 200;
        } catch (CommandFailure silent) {
            return false;
        }
    }

    /** Brings a file to the object storage. @return the object to name in a batch */
    public ObjectRef upload(Path file) {
        UploadRequest name = new UploadRequest(String.valueOf(file.getFileName()));
        PresignedUpload upload = FaderJson.read(post("/v1/uploads", name), PresignedUpload.class);
        try {
            HttpRequest put = HttpRequest.newBuilder(URI.create(upload.url()))
                    .timeout(TRANSFER)
                    .PUT(BodyPublishers.ofFile(file))
                    .build();
            HttpResponse<String> answer = send(put);
            if (answer.statusCode() / 100 != 2) {
                throw CommandFailure.failed(
                        "%s could not be uploaded: the storage answered %d".formatted(file, answer.statusCode()));
            }
            return upload.object();
        } catch (IOException e) {
            throw CommandFailure.failed("%s cannot be read".formatted(file));
        }
    }

    /** Fetches an output; the file gets its name when it is whole. */
    public void download(ResultView.Download download, Path to) {
        try {
            Path folder = to.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path part = to.resolveSibling(to.getFileName() + ".part");
            HttpRequest request = HttpRequest.newBuilder(URI.create(download.url()))
                    .timeout(TRANSFER)
                    .build();
            HttpResponse<Path> answer = http.send(request, BodyHandlers.ofFile(part));
            if (answer.statusCode() != 200 || Files.size(part) != download.bytes()) {
                Files.deleteIfExists(part);
                throw CommandFailure.failed("%s could not be fetched: the storage answered %d"
                        .formatted(download.name(), answer.statusCode()));
            }
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandFailure.failed("%s could not be written: %s".formatted(to, e.getMessage()));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private String get(String path) {
        return accepted(send(request(path).GET().build()));
    }

    private String post(String path, Object body) {
        return accepted(send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(FaderJson.write(body)))
                .build()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw CommandFailure.unreachable("nobody answers at %s: start Fader with 'fader up' or name its address"
                    .formatted(request.uri().resolve("/")));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static CommandFailure interrupted() {
        Thread.currentThread().interrupt();
        return CommandFailure.failed("interrupted");
    }

    private static String accepted(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        throw CommandFailure.failed(reason(answer));
    }

    private static String reason(HttpResponse<String> answer) {
        try {
            Problem problem = FaderJson.read(answer.body(), Problem.class);
            StringBuilder reason = new StringBuilder(problem.detail());
            List<Problem.Fault> faults = problem.errors();
            if (faults != null) {
                faults.forEach(fault ->
                        reason.append("; ").append(fault.pointer()).append(": ").append(fault.detail()));
            }
            return reason.toString();
        } catch (IllegalArgumentException e) {
            return "%s answered %d".formatted(answer.uri(), answer.statusCode());
        }
    }
}
