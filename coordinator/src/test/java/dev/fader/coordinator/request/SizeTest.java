package dev.fader.coordinator.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever has no natural end has one here, and the refusal names the setting. */
@QuarkusTest
class SizeTest extends RefusalTest {

    private static final String BATCH =
            "{\"gainsDb\": {\"vocals\": 1}, MORE, \"items\": [{\"input\": {\"key\": \"a\"}}]}";

    @Test
    void everyTextAndMapOfABatchHasALimit() throws Exception {
        String long201 = "x".repeat(201);
        for (String more : List.of(
                "\"tenant\": \"" + long201 + "\"",
                "\"model\": \"" + long201 + "\"",
                "\"preset\": \"" + "x".repeat(70_000) + "\"",
                "\"nameTemplate\": \"" + "{item}".repeat(1000) + "\"",
                "\"labels\": {\"" + long201 + "\": \"a\"}",
                "\"labels\": {\"a\": \"" + long201 + "\"}",
                "\"metadata\": {\"a\": \"" + long201 + "\"}",
                "\"labels\": {" + entries(33, "x") + "}",
                "\"metadata\": {" + entries(33, "x") + "}",
                "\"metadata\": {" + entries(32, "€".repeat(200)) + "}",
                "\"priority\": 1001",
                "\"retainDays\": 4000")) {
            assertThat(words(refusedPost("/v1/batches", BATCH.replace("MORE", more))))
                    .as(more)
                    .satisfiesAnyOf(
                            words -> assertThat(words).contains("fader.limits."),
                            words -> assertThat(words).contains("/tenant"),
                            words -> assertThat(words).contains("/nameTemplate"),
                            words -> assertThat(words).contains("length"));
        }
        String variants = Collections.nCopies(17, "{\"name\": \"v\", \"gainsDb\": {\"vocals\": 1}}").stream()
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(words(refusedPost(
                        "/v1/batches", "{\"variants\": " + variants + ", \"items\": [{\"input\": {\"key\": \"a\"}}]}")))
                .contains("fader.limits.variants");
        assertThat(words(refusedPost(
                        "/v1/batches",
                        "{\"items\": [{\"input\": {\"key\": \"%s\"}, \"gainsDb\": {\"vocals\": 1}}]}"
                                .formatted("ä".repeat(513)))))
                .contains("fader.limits.key-length");
        assertThat(words(refusedPost("/v1/uploads", "{\"fileName\": \"" + long201 + "\"}")))
                .contains("fader.limits.name-length");
    }

    @Test
    void oneItemDoesNotTakeTheMemory() throws Exception {
        int bytes = 16 << 20;
        for (String begin : List.of(
                "{\"items\": [{\"x\": [0",
                "{\"items\": [{\"gainsDb\": {\"a\": 1",
                "{\"items\": [{\"input\": {\"key\": \"a",
                "{\"items\": [[0",
                "{\"labels\": {\"a\": \"b\"",
                "{\"variants\": [0",
                "[0")) {
            String more = begin.endsWith("\"a") ? "aaaa" : begin.endsWith("0") ? ",0" : ",\"KEY\":0";
            assertThat(refused(endless("application/json", begin, more, bytes)).status())
                    .as(begin)
                    .isIn(400, 413);
        }
        for (String begin : List.of("{\"x\": [0", "x", "{\"input\": {\"key\": \"a")) {
            assertThat(words(refused(endless("application/x-ndjson", begin, ",0", bytes))))
                    .contains("line 1")
                    .contains("fader.limits.item-bytes");
        }
        for (String begin : List.of("key,vocals\na", "key,vocals\n\"a", "key,vocals", "key,vocals\n\"a\n\nb")) {
            Problem table = refused(endless("text/csv", begin, ",0", bytes));
            assertThat(table.status()).as(begin).isIn(400, 413);
        }
    }

    @Test
    void otherBodiesAreSmall() throws Exception {
        for (String path : List.of("/v1/uploads", "/v1/tasks/cancel", "/v1/batches/" + batch.id() + "/retry")) {
            Problem problem = refused(sending(
                    "POST", path, "application/json", " ".repeat(300_000).getBytes()));
            assertThat(problem.type()).as(path).isEqualTo(ProblemType.LIMIT_EXCEEDED);
        }
    }

    @Test
    void aTenantHasSoManyPresets() throws Exception {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO preset (tenant, name, settings) SELECT ?, 'p' || n, '{}' FROM generate_series(1, 200) AS n",
                tenant));

        Problem problem = refused(sending(
                "PUT",
                "/v1/presets/one-more?tenant=" + tenant,
                "application/json",
                "{\"format\": \"flac\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(words(problem)).contains("fader.limits.presets");
        assertThat(send(sending(
                                "PUT",
                                "/v1/presets/p1?tenant=" + tenant,
                                "application/json",
                                "{\"format\": \"flac\"}".getBytes(StandardCharsets.UTF_8)))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String entries(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k%d\": \"%s\"".formatted(i, value))
                .collect(Collectors.joining(","));
    }

    private HttpRequest.Builder endless(String type, String begin, String more, int bytes) {
        return request("/v1/batches")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Repeated(begin, more, bytes)));
    }

    /** A text, and another over and over, in which KEY is another number each time. */
    private static final class Repeated extends InputStream {

        private final String more;
        private final int most;
        private byte[] now;
        private int at;
        private int all;
        private int round;

        Repeated(String begin, String more, int most) {
            this.now = begin.getBytes(StandardCharsets.UTF_8);
            this.more = more;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("byte by byte would take too long");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (all >= most) {
                return -1;
            }
            if (at == now.length) {
                now = IntStream.range(0, 1000)
                        .mapToObj(i -> more.replace("KEY", "k" + round++))
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            int count = Math.min(length, now.length - at);
            System.arraycopy(now, at, buffer, offset, count);
            at += count;
            all += count;
            return count;
        }
    }
}
