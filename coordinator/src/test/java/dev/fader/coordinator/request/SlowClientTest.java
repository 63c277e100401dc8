package dev.fader.coordinator.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fader.coordinator.OwnerTest;
import dev.fader.schemas.api.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One client that is slow, or holds many connections, does not stop the others; each is another address of loopback. */
@QuarkusTest
class SlowClientTest extends OwnerTest {

    private static final Duration QUICKLY = Duration.ofSeconds(5);

    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    void idleAndSlowConnectionsOfOneClientStopNobodyElse() throws Exception {
        for (int i = 0; i < 200; i++) {
            connect("127.0.0.2");
        }
        // more than there are threads, twice over
        for (int i = 0; i < 500; i++) {
            begin(connect("127.0.0.2"), i % 2 == 0 ? "/v1/batches" : "/v1/uploads");
        }

        assertThat(quickly("/q/health/live")).isEqualTo(200);
        assertThat(quickly("/q/health/ready")).isIn(200, 503);
        assertThat(quickly("/v1/batches")).isEqualTo(200);
        assertThat(submit(1).size()).isEqualTo(1);
    }

    @Test
    void aClientHasSoManyRequestsAtOnce() throws Exception {
        for (int i = 0; i < 64; i++) {
            begin(connect("127.0.0.3"), "/v1/uploads");
        }
        HttpClient same = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.3"))
                .build();

        // the requests reach the service one after the other, and each in its own time
        HttpResponse<String> refused = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> same.send(request("/v1/batches").build(), HttpResponse.BodyHandlers.ofString()),
                        answer -> answer.statusCode() != 200);

        assertThat(problem(refused, ProblemType.TOO_MANY_REQUESTS).detail()).contains("fader.limits.client-requests");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(same.send(request("/q/health/live").build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        assertThat(quickly("/v1/batches")).isEqualTo(200);
    }

    @Test
    void aBodyThatStopsComingIsGivenUp() throws Exception {
        Socket submission = connect("127.0.0.4");
        Socket other = connect("127.0.0.4");
        begin(submission, "/v1/batches");
        begin(other, "/v1/uploads");

        for (Socket socket : List.of(submission, other)) {
            socket.setSoTimeout(20_000);
            // the framework may close the connection before we can say why
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .matches("|(?s)HTTP/1.1 408 .*");
        }
    }

    @Test
    void aBodyThatOnlyDripsIsGivenUp() throws Exception {
        for (String path : List.of("/v1/batches", "/v1/uploads")) {
            Socket socket = connect("127.0.0.5");
            begin(socket, path);

            assertThat(dripping(socket)).as(path).startsWith("HTTP/1.1 408");
        }
    }

    /** Writes a byte ten times a second, until something is answered. */
    private static String dripping(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        byte[] answer = new byte[100];
        for (int i = 0; i < 300; i++) {
            try {
                return new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.US_ASCII);
            } catch (SocketTimeoutException silence) {
                socket.getOutputStream().write(' ');
            }
        }
        return "nothing in 30 s";
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket(root.getHost(), root.getPort(), InetAddress.getByName(from), 0);
        open.add(socket);
        return socket;
    }

    /** Sends everything but most of the body. */
    private static void begin(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(
                        "POST %s HTTP/1.1\r\nHost: fader\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
                                .formatted(path)
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private int quickly(String path) throws Exception {
        return http.send(request(path).timeout(QUICKLY).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
