package dev.fader.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Reconnecting;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch is followed while its coordinator goes away and comes back on the same port. */
class WatchingTest {

    private static final BatchView RUNNING = Views.batch(BatchState.RUNNING, 1, 5, 10.0);
    private static final BatchView COMPLETED = Views.batch(BatchState.COMPLETED, 1, 10, 10.0);
    private static final TaskView DONE = Views.task(0, "song.wav", TaskState.DONE, 10, 10.0);

    /** What the coordinator does with the next requests for the batch; the last one is repeated. */
    private final List<Behaviour> next = new ArrayList<>();

    private final List<String> said = new ArrayList<>();
    private HttpServer coordinator;
    private int port;

    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        coordinator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        port = coordinator.getAddress().getPort();
        coordinator.createContext(
                "/v1/batches/", exchange -> (next.size() > 1 ? next.removeFirst() : next.getFirst()).answer(exchange));
        coordinator.createContext("/v1/tasks", exchange -> json(exchange, 200, new TaskPage(List.of(DONE), null)));
        coordinator.start();
    }

    @AfterEach
    void stop() {
        coordinator.stop(0);
    }

    @Test
    void aCoordinatorThatGoesAwayAndComesBackIsWaitedForAndThatIsSaidOnce() throws Exception {
        next.addAll(List.of(says(RUNNING), says(COMPLETED)));
        Watching.Ended ended = watch(
                Duration.ofMinutes(1),
                // nobody listens any more
                this::stop,
                this::startAgain);
        assertThat(ended.batch().state()).isEqualTo(BatchState.COMPLETED);
        assertThat(ended.tasks()).containsExactly(DONE);
        assertThat(said)
                .containsExactly(
                        "the coordinator does not answer; trying again, for 60 s at most",
                        "the coordinator answers again");
    }

    @Test
    void aCoordinatorThatSaysThatItCannotAnswerNowIsWaitedFor() throws Exception {
        next.addAll(List.of(
                says(RUNNING),
                exchange -> json(exchange, 503, Problem.of(ProblemType.UNAVAILABLE, "the database does not answer")),
                exchange -> json(exchange, 502, "a gateway's own page"),
                HttpExchange::close,
                says(RUNNING),
                exchange -> json(exchange, 500, Problem.of(ProblemType.INTERNAL, "a fault of the service")),
                says(COMPLETED)));
        assertThat(watch(Duration.ofMinutes(1), () -> {}, () -> {}).batch().state())
                .isEqualTo(BatchState.COMPLETED);
        assertThat(said)
                .containsExactly(
                        "the coordinator does not answer; trying again, for 60 s at most",
                        "the coordinator answers again",
                        "the coordinator does not answer as it should (a fault of the service); trying again, for 60 s"
                                + " at most",
                        "the coordinator answers again");
    }

    @Test
    void anAnswerThatIsCutOffIsAskedForAgain() throws Exception {
        next.addAll(List.of(
                says(RUNNING),
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    exchange.close();
                },
                says(COMPLETED)));
        assertThat(watch(Duration.ofMinutes(1), () -> {}, () -> {}).batch().state())
                .isEqualTo(BatchState.COMPLETED);
        assertThat(said).hasSize(2);
    }

    @Test
    void aCoordinatorThatStaysAwayIsGivenUpWithItsOwnExitCode() {
        next.add(says(RUNNING));
        assertThatThrownBy(() -> watch(Duration.ofMillis(1), this::stop, () -> {}))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.GAVE_UP))
                .hasMessageContaining("the coordinator has not answered for");
    }

    @Test
    void aRefusalIsNotAskedAgain() {
        next.addAll(List.of(
                says(RUNNING), exchange -> json(exchange, 404, Problem.of(ProblemType.NOT_FOUND, "no such batch"))));
        assertThatThrownBy(() -> watch(Duration.ofMinutes(1), () -> {}, () -> {}))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED))
                .hasMessage("no such batch");
        assertThat(said).isEmpty();
    }

    /** @param atFirst when the batch is seen for the first time. @param whenAway when it was said that it is gone */
    private Watching.Ended watch(Duration most, Runnable atFirst, Runnable whenAway) throws InterruptedException {
        Reconnecting reconnecting = new Reconnecting(most, line -> {
            said.add(line);
            if (line.contains("trying again")) {
                whenAway.run();
            }
        });
        FaderClient client = new FaderClient(URI.create("http://127.0.0.1:" + port)).with(reconnecting);
        ProgressView view = new ProgressView() {
            private boolean seen;

            @Override
            public void show(BatchView batch, List<TaskView> tasks) {
                if (!seen) {
                    seen = true;
                    atFirst.run();
                }
            }

            @Override
            public void say(String line) {
                said.add(line);
            }
        };
        return Watching.toTheEnd(client, RUNNING.id(), view);
    }

    private void startAgain() {
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Behaviour says(BatchView batch) {
        return exchange -> json(exchange, 200, batch);
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = FaderJson.write(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
