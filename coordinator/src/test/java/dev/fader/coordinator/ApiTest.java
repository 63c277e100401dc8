package dev.fader.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** How tests speak to the API over HTTP. */
@QuarkusTestResource(StackResource.class)
public abstract class ApiTest {

    protected final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource
    protected URI root;

    protected Problem problem(HttpResponse<String> response, ProblemType expected) {
        assertThat(response.headers().firstValue("Content-Type").orElse("none")).startsWith(Problem.MEDIA_TYPE);
        Problem problem = read(response, Problem.class);
        assertThat(problem.type()).isEqualTo(expected);
        assertThat(problem.status()).isEqualTo(response.statusCode()).isEqualTo(expected.status());
        return problem;
    }

    protected static <T> T read(HttpResponse<String> response, Class<T> type) {
        return FaderJson.read(response.body(), type);
    }

    protected HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    protected HttpResponse<String> post(String path, String json) throws Exception {
        return send(request(path).header("Content-Type", "application/json").POST(body(json)));
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    protected static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    protected HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    protected HttpResponse<String> delete(String path) throws Exception {
        return send(request(path).DELETE());
    }
}
