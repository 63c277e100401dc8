package dev.fader.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.DryRunReport;
import dev.fader.schemas.api.PresignedUpload;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.api.UploadRequest;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.ObjectRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A coordinator and its storage as far as files come and go: it takes batches, and makes nothing of them. */
public final class FakeService implements AutoCloseable {

    private static final int LONGEST_NAME = 200;
    private static final String OBJECTS = "/objects/";

    private final HttpServer server;
    private final BatchView batch;
    private final Map<String, byte[]> objects = new HashMap<>();
    private final Map<String, ResultView> results = new HashMap<>();
    private final List<SubmitBatch> batches = new ArrayList<>();

    /** @param batch what it says of every batch */
    public FakeService(BatchView batch) throws IOException {
        this.batch = batch;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was submitted. */
    public List<SubmitBatch> batches() {
        return batches;
    }

    /** An output of that name. */
    public ResultView.Download output(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String key = OBJECTS + objects.size();
        objects.put(key, bytes);
        return new ResultView.Download(name, address() + key, bytes.length, Sha256.of(bytes), Instant.EPOCH);
    }

    /** What it says that a task made. */
    public void result(TaskView task, ResultView.Download output, String... remarks) {
        Map<String, ?> made = Map.of("name", output.name(), "object", Map.of("key", output.url()), "remarks", remarks);
        results.put(
                "/v1/tasks/%s/result".formatted(task.id()),
                new ResultView(
                        task.id(),
                        TaskKinds.REMIX,
                        FaderJson.tree(Map.of("outputs", List.of(made))),
                        Instant.EPOCH,
                        List.of(output)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.startsWith(OBJECTS)) {
            boolean put = exchange.getRequestMethod().equals("PUT");
            send(exchange, 200, put ? new byte[0] : Objects.requireNonNull(objects.get(path), path));
        } else if (path.equals("/v1/uploads")) {
            upload(exchange, FaderJson.read(new String(body, StandardCharsets.UTF_8), UploadRequest.class));
        } else if (path.equals("/v1/batches")) {
            batches.add(FaderJson.read(new String(body, StandardCharsets.UTF_8), SubmitBatch.class));
            send(exchange, 201, new SubmittedBatch(batch.id(), batch, 0, List.of(), 0));
        } else if (results.containsKey(path)) {
            send(exchange, 200, results.get(path));
        } else {
            send(exchange, 200, report(batch.id()));
        }
    }

    /** As the coordinator does. */
    private void upload(HttpExchange exchange, UploadRequest request) throws IOException {
        String name = Objects.requireNonNull(request.fileName());
        String fault = Texts.nameFault(name, LONGEST_NAME);
        if (fault != null) {
            send(exchange, 400, Problem.of(ProblemType.INVALID_UPLOAD, "fileName " + fault));
        } else {
            ObjectRef object = new ObjectRef("fader", "uploads/" + name);
            send(exchange, 200, new PresignedUpload(object, address() + OBJECTS + "upload", Instant.EPOCH));
        }
    }

    private static DryRunReport report(BatchId id) {
        return new DryRunReport(
                id, BatchState.COMPLETED, 1, 1, 0, List.of(), 0, List.of(), 0, List.of(), 0, List.of(), 1, 1, null);
    }

    private static void send(HttpExchange exchange, int status, Object json) throws IOException {
        send(exchange, status, FaderJson.write(json).getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
