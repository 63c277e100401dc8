package dev.fader.coordinator.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.OwnerTest;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.TaskView;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Tests of requests that must be refused with a problem document, so that nothing starts and nothing changes. */
abstract class RefusalTest extends OwnerTest {

    /** But for batches that were deleted, which the sweeper removes when it comes to them. */
    private static final String EVERYTHING = """
            WITH kept AS (SELECT task.* FROM task JOIN batch ON batch.id = batch_id WHERE deleted_at IS NULL)
            SELECT (SELECT count(*) FROM batch WHERE deleted_at IS NULL) || ' batches, '
                || (SELECT count(*) FROM kept) || ' tasks, '
                || (SELECT count(*) FROM kept WHERE cancel_requested_at IS NOT NULL) || ' cancelled, '
                || (SELECT count(*) FROM kept WHERE state = 'REVIEW') || ' in review, '
                || (SELECT count(*) FROM pause) || ' pauses, ' || (SELECT count(*) FROM bulk_action) || ' actions, '
                || (SELECT count(*) || ' presets ' || md5(string_agg(tenant || name || settings, ',' ORDER BY tenant, name))
                      FROM preset)
            """;

    protected BatchView batch;
    protected TaskView task;

    @BeforeEach
    void oneTaskWaitsAndOneIsInReview() throws Exception {
        batch = submit(2);
        task = tasks(batch).getFirst();
        update(task, "state = 'REVIEW', finished_at = now(), ticketed_at = NULL");
    }

    /** @return what was refused, of a request that left everything as it was */
    protected Problem refused(HttpRequest.Builder request) throws Exception {
        String before = everything();
        HttpResponse<String> response = send(request);
        String what = "%s %s: %d %s"
                .formatted(request.build().method(), request.build().uri(), response.statusCode(), response.body());
        assertThat(response.statusCode()).as(what).isBetween(400, 499);
        assertThat(response.headers().firstValue("Content-Type").orElse("none"))
                .as(what)
                .startsWith(Problem.MEDIA_TYPE);
        assertThat(everything()).as(what).isEqualTo(before);
        return read(response, Problem.class);
    }

    protected Problem refusedPost(String path, String json) throws Exception {
        return refused(sending("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8)));
    }

    protected Problem refusedGet(String path) throws Exception {
        return refused(request(path));
    }

    protected HttpRequest.Builder sending(String method, String path, String type, byte[] body) {
        return request(path).header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    /** The answer to a request that no client library would send. @param line its first line */
    protected String raw(String line) throws Exception {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write((line + "\r\nHost: fader\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Everything that a problem says. */
    protected static String words(Problem problem) {
        List<Problem.Fault> errors = problem.errors();
        return problem.detail() + (errors == null ? "" : errors);
    }

    private String everything() {
        return jdbi.withHandle(
                handle -> handle.createQuery(EVERYTHING).mapTo(String.class).one());
    }
}
