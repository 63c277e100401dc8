package dev.fader.coordinator.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.api.Problem;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts that no part can store or pass on, wherever a request may hold a text. */
@QuarkusTest
class TextTest extends RefusalTest {

    private static final List<String> NO_TEXTS = List.of("a\\u0000b", "a\\ud800b", "\\udc00\\ud800");

    /** Bodies by path; TEXT stands for the text. */
    private static final Map<String, List<String>> BODIES = Map.of(
            "POST /v1/batches",
            List.of(
                    "{\"tenant\": \"TEXT\", \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"model\": \"TEXT\", \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"preset\": \"TEXT\", \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"class\": \"TEXT\", \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"nameTemplate\": \"TEXT\", \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"labels\": {\"TEXT\": \"a\"}, \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"labels\": {\"a\": \"TEXT\"}, \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"metadata\": {\"TEXT\": \"a\"}, \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"metadata\": {\"a\": \"TEXT\"}, \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"gainsDb\": {\"TEXT\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"gainsDb\": {\"vocals\": \"TEXT\"}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"TEXT\": 1, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"variants\": [{\"name\": \"TEXT\", \"gainsDb\": {\"vocals\": 1}}], \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"prefix\": {\"prefix\": \"TEXT\"}, \"gainsDb\": {\"vocals\": 1}}",
                    "{\"prefix\": {\"pattern\": \"TEXT\"}, \"gainsDb\": {\"vocals\": 1}}",
                    "{\"prefix\": {\"bucket\": \"TEXT\"}, \"gainsDb\": {\"vocals\": 1}}",
                    "{\"items\": [{\"input\": {\"key\": \"TEXT\"}, \"gainsDb\": {\"vocals\": 1}}]}",
                    "{\"items\": [{\"input\": {\"bucket\": \"TEXT\", \"key\": \"a\"}, \"gainsDb\": {\"vocals\": 1}}]}",
                    "{\"items\": [{\"input\": {\"key\": \"a\"}, \"name\": \"TEXT\", \"gainsDb\": {\"vocals\": 1}}]}",
                    "{\"items\": [{\"input\": {\"key\": \"a\"}, \"metadata\": {\"a\": \"TEXT\"}, \"gainsDb\": {\"vocals\": 1}}]}",
                    "{\"items\": [{\"input\": {\"key\": \"a\"}, \"metadata\": {\"TEXT\": \"a\"}, \"gainsDb\": {\"vocals\": 1}}]}"),
            "PUT /v1/presets/x",
            List.of(
                    "{\"gainsDb\": {\"TEXT\": 1}}",
                    "{\"gainsDb\": {\"vocals\": 1}, \"name\": \"TEXT\"}",
                    "{\"format\": \"TEXT\"}",
                    "{\"loudness\": {\"mode\": \"TEXT\"}}"),
            "POST /v1/uploads",
            List.of("{\"fileName\": \"TEXT\"}"),
            "POST /v1/tasks/cancel",
            List.of(
                    "{\"filter\": {\"tenant\": \"TEXT\"}}",
                    "{\"filter\": {\"key\": \"TEXT\"}}",
                    "{\"filter\": {\"reason\": \"TEXT\"}}",
                    "{\"filter\": {\"model\": \"TEXT\"}}",
                    "{\"filter\": {\"batch\": \"TEXT\"}}",
                    "{\"filter\": {\"states\": [\"TEXT\"]}}",
                    "{\"filter\": {\"labels\": {\"TEXT\": \"a\"}}}",
                    "{\"filter\": {\"labels\": {\"a\": \"TEXT\"}}}"));

    @Test
    void aTextThatCannotBeStoredIsRefusedWhereverABodyHoldsIt() throws Exception {
        for (Map.Entry<String, List<String>> bodies : BODIES.entrySet()) {
            String[] request = bodies.getKey().split(" ");
            for (String body : bodies.getValue()) {
                for (String text : NO_TEXTS) {
                    refused(sending(
                            request[0],
                            request[1],
                            "application/json",
                            body.replace("TEXT", text).getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
    }

    @Test
    void theFaultIsPointedAtAndNamed() throws Exception {
        Problem problem = refusedPost(
                "/v1/batches",
                "{\"labels\": {\"season\": \"a\\u0000\"}, \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}");

        assertThat(problem.errors()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/labels/season");
            assertThat(fault.detail()).contains("NUL");
        });
    }

    @Test
    void retriesAndLinesAndTablesAreNoWayAround() throws Exception {
        refusedPost("/v1/tasks/" + task.id() + "/retry", "{\"model\": \"a\\u0000\"}");
        refusedPost("/v1/batches/" + batch.id() + "/retry", "{\"model\": \"a\\n\", \"states\": [\"REVIEW\"]}");
        for (String item : List.of(
                "{\"input\": {\"key\": \"a\\u0000\"}, \"gainsDb\": {\"vocals\": 1}}",
                "{\"input\": {\"key\": \"a\"}, \"name\": \"\\ud800\", \"gainsDb\": {\"vocals\": 1}}")) {
            Problem lines = refused(
                    sending("POST", "/v1/batches", "application/x-ndjson", item.getBytes(StandardCharsets.UTF_8)));
            assertThat(words(lines)).contains("line 1");
        }
        refused(sending("POST", "/v1/batches", "text/csv", "key,vocals\na\0b,1\n".getBytes(StandardCharsets.UTF_8)));
        refused(sending(
                "POST", "/v1/batches", "text/csv", "key,name,vocals\na,\"b\nc\",1\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTextThatCannotBeStoredIsRefusedInEveryParameter() throws Exception {
        for (String text : List.of("%00", "a%00b")) {
            for (String path : List.of(
                    "/v1/batches?tenant=TEXT",
                    "/v1/batches?kind=TEXT",
                    "/v1/batches?label=TEXT=a",
                    "/v1/batches?label=a=TEXT",
                    "/v1/batches?after=TEXT",
                    "/v1/batches/TEXT",
                    "/v1/batches/TEXT/tasks",
                    "/v1/batches/TEXT/report",
                    "/v1/batches/TEXT/events",
                    "/v1/tasks/TEXT",
                    "/v1/tasks/TEXT/result",
                    "/v1/tasks?tenant=TEXT",
                    "/v1/tasks?key=TEXT",
                    "/v1/tasks?reason=TEXT",
                    "/v1/tasks?model=TEXT",
                    "/v1/tasks?label=a=TEXT",
                    "/v1/presets?tenant=TEXT")) {
                refusedGet(path.replace("TEXT", text));
            }
            for (String path : List.of(
                    "/v1/tenants/TEXT/pause",
                    "/v1/tenants/TEXT/resume",
                    "/v1/queues/TEXT/pause",
                    "/v1/batches/TEXT/cancel",
                    "/v1/tasks/TEXT/cancel")) {
                refusedPost(path.replace("TEXT", text), "");
            }
            byte[] preset = "{\"gainsDb\": {\"vocals\": 1}}".getBytes(StandardCharsets.UTF_8);
            refused(sending("PUT", "/v1/presets/" + text, "application/json", preset));
            refused(sending("PUT", "/v1/presets/x?tenant=" + text, "application/json", preset));
            refused(request("/v1/presets/" + text).DELETE());
        }
    }

    @Test
    void namesAreOnOneLineAndSeen() throws Exception {
        for (String name : List.of("a\\nb", "\\u0007", " ", "", "a\\u2028b", "a\\u009fb")) {
            for (String body : List.of(
                    "{\"model\": \"NAME\", \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"labels\": {\"NAME\": \"a\"}, \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"metadata\": {\"NAME\": \"a\"}, \"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a\"}}]}",
                    "{\"items\": [{\"input\": {\"key\": \"NAME\"}, \"gainsDb\": {\"vocals\": 1}}]}",
                    "{\"items\": [{\"input\": {\"key\": \"a\"}, \"name\": \"NAME\", \"gainsDb\": {\"vocals\": 1}}]}",
                    "{\"variants\": [{\"name\": \"NAME\", \"gainsDb\": {\"vocals\": 1}}], \"items\": [{\"input\": {\"key\": \"a\"}}]}")) {
                refusedPost("/v1/batches", body.replace("NAME", name));
            }
            refusedPost("/v1/uploads", "{\"fileName\": \"" + name + "\"}");
        }
    }
}
