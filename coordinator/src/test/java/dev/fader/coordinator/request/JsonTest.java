package dev.fader.coordinator.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies that are not exactly what is expected. */
@QuarkusTest
class JsonTest extends RefusalTest {

    private static final String ITEM = "{\"input\": {\"key\": \"a.wav\"}, \"gainsDb\": {\"vocals\": 1}}";
    private static final String ITEMS = "\"items\": [" + ITEM + "]";

    /** JSON that is refused, and a word of the refusal. */
    private static final Map<String, String> BATCHES = Map.ofEntries(
            Map.entry("{" + ITEMS + "} x", "line 1"),
            Map.entry("{" + ITEMS + "}{" + ITEMS + "}", "follows"),
            Map.entry("{" + ITEMS + "}]", "line 1"),
            Map.entry("{" + ITEMS + ", \"priority\": 1, \"priority\": 2}", "priority"),
            Map.entry("{" + ITEMS + ", " + ITEMS + "}", "items"),
            Map.entry("{\"items\": [" + ITEM.replace("}}", ", \"vocals\": 2}}") + "]}", "vocals"),
            Map.entry("{" + ITEMS + ", \"priority\": 3.7}", "/priority: a whole number"),
            Map.entry("{" + ITEMS + ", \"priority\": 3.0}", "/priority: a whole number"),
            Map.entry("{" + ITEMS + ", \"priority\": \"3\"}", "/priority: a whole number"),
            Map.entry("{" + ITEMS + ", \"priority\": true}", "/priority: a whole number"),
            Map.entry("{" + ITEMS + ", \"priority\": 99999999999}", "/priority"),
            Map.entry("{" + ITEMS + ", \"priority\": 1e999}", "/priority"),
            Map.entry("{" + ITEMS + ", \"tenant\": 3}", "/tenant: a text"),
            Map.entry("{" + ITEMS + ", \"tenant\": [\"a\"]}", "/tenant: a text"),
            Map.entry("{" + ITEMS + ", \"labels\": {\"a\": 1}}", "/labels/a: a text"),
            Map.entry("{" + ITEMS + ", \"labels\": []}", "/labels: an object"),
            Map.entry("{" + ITEMS + ", \"variants\": {}}", "/variants: a list"),
            Map.entry("{" + ITEMS + ", \"class\": 0}", "/class"),
            Map.entry("{" + ITEMS + ", \"retain_days\": 3}", "did you mean 'retainDays'"),
            Map.entry("{" + ITEMS + ", \"name_template\": \"x\"}", "did you mean 'nameTemplate'"),
            Map.entry("{" + ITEMS + ", \"prefix\": {\"prefix\": \"a\"}}", "not both"),
            Map.entry("{\"items\": {}}", "/items: a list"),
            Map.entry("{\"items\": [" + ITEM + ", 7]}", "/items/1"),
            Map.entry("{\"items\": [" + ITEM + ", []]}", "/items/1"),
            Map.entry("{\"items\": [" + ITEM + ", null]}", "/items/1"),
            Map.entry("{\"items\": [" + ITEM + ", \"x\"]}", "/items/1"),
            Map.entry("{\"items\": [" + ITEM + "}", "line 1"),
            Map.entry("[" + ITEM + "]", "object"),
            Map.entry("\"x\"", "object"),
            Map.entry("null", "object"),
            Map.entry("", "object"),
            Map.entry("key,vocals\na,1\n", "line 1"),
            Map.entry("{'items': []}", "line 1"));

    private static final List<String> GAINS = List.of(
            "\"3\"",
            "NaN",
            "\"NaN\"",
            "Infinity",
            "-Infinity",
            "\"-Infinity\"",
            "1e999",
            "-1e999",
            "true",
            "[1]",
            "{}",
            "null");

    @Test
    void aBatchThatIsNotExactlyABatchIsRefused() throws Exception {
        for (Map.Entry<String, String> sent : BATCHES.entrySet()) {
            assertThat(words(refusedPost("/v1/batches", sent.getKey())))
                    .as(sent.getKey())
                    .contains(sent.getValue());
        }
    }

    @Test
    void noGainIsMeantByWhatIsNoNumber() throws Exception {
        for (String gain : GAINS) {
            refusedPost("/v1/batches", "{" + ITEMS + ", \"gainsDb\": {\"vocals\": " + gain + "}}");
            refusedPost("/v1/batches", "{" + ITEMS.replace("\"vocals\": 1", "\"vocals\": " + gain) + "}");
            refused(sending(
                    "PUT",
                    "/v1/presets/x",
                    "application/json",
                    "{\"gainsDb\": {\"vocals\": %s}}".formatted(gain).getBytes(StandardCharsets.UTF_8)));
        }
        for (String cell : List.of("NaN", "-Infinity", "1e999", "-1e999", "0x1p3", "3d", "1.5,0")) {
            refused(table("key;vocals\na;" + cell + "\n"));
            refused(table("key;vocals;loudness\na;1;" + cell + "\n"));
        }
        refusedPost("/v1/batches", "{" + ITEMS + ", \"loudness\": {\"mode\": \"target\", \"targetLufs\": 1e999}}");
        refusedPost("/v1/batches", "{" + ITEMS + ", \"loudness\": {\"mode\": \"target\", \"targetLufs\": \"NaN\"}}");
    }

    @Test
    void theSameHoldsForEveryOtherBody() throws Exception {
        for (String body : List.of(
                "{\"priority\": 1} x",
                "{\"priority\": 1, \"priority\": 2}",
                "{\"priority\": 1.5}",
                "{\"priority\": \"1\"}",
                "{\"prioritee\": 1}",
                "[1]",
                "x",
                "{\"priority\": 1e999}",
                "[".repeat(100_000))) {
            refused(sending(
                    "PATCH", "/v1/batches/" + batch.id(), "application/json", body.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(words(refused(sending(
                        "PATCH",
                        "/v1/batches/" + batch.id(),
                        "application/json",
                        "{\n \"prioritee\": 1}".getBytes(StandardCharsets.UTF_8)))))
                .contains("line 2")
                .contains("did you mean 'priority'");
        refused(sending("PATCH", "/v1/batches/" + batch.id(), "text/plain", "{\"priority\": 1}".getBytes()));
        assertThat(refused(sending("PATCH", "/v1/batches/" + batch.id(), "application/json", new byte[300_000]))
                        .type())
                .isIn(ProblemType.LIMIT_EXCEEDED, ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void nestingHasAnEnd() throws Exception {
        for (String deep : List.of("[".repeat(200_000), "{\"a\":".repeat(100_000))) {
            refusedPost("/v1/batches", deep);
            refusedPost("/v1/batches", "{\"items\": [" + deep);
            refusedPost("/v1/batches", "{\"labels\": " + deep);
            refused(lines("{\"input\": " + deep + "\n"));
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() throws Exception {
        for (byte[] bad : List.of(
                new byte[] {(byte) 0xFF},
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xC1, (byte) 0x81},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xE4},
                new byte[] {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80})) {
            for (String format : List.of("application/json", "application/x-ndjson", "text/csv")) {
                String whole = switch (format) {
                    case "application/json" -> "{\n" + ITEMS.replace("a.wav", "?") + "}";
                    case "text/csv" -> "key,vocals\n?,1\n";
                    default -> "\n" + ITEM.replace("a.wav", "?");
                };
                assertThat(words(refused(sending("POST", "/v1/batches", format, with(whole, bad)))))
                        .contains("line 2")
                        .contains("UTF-8");
            }
            refused(sending("POST", "/v1/uploads", "application/json", with("{\"fileName\": \"?\"}", bad)));
        }
        refused(sending(
                "POST", "/v1/batches", "application/json", ("{" + ITEMS + "}").getBytes(StandardCharsets.UTF_16)));
    }

    @Test
    void aByteOrderMarkIsNoFault() throws Exception {
        String mark = "\uFEFF";
        for (Map.Entry<String, String> sent : Map.of(
                        "application/json", "{" + ITEMS + "}",
                        "application/x-ndjson", ITEM + "\n",
                        "text/csv", "key,vocals\na,1\n")
                .entrySet()) {
            assertThat(send(sending(
                                    "POST",
                                    "/v1/batches",
                                    sent.getKey(),
                                    (mark + sent.getValue()).getBytes(StandardCharsets.UTF_8)))
                            .statusCode())
                    .as(sent.getKey())
                    .isEqualTo(201);
        }
    }

    @Test
    void linesHoldOneObjectEach() throws Exception {
        Problem problem = refused(lines(ITEM + " " + ITEM + "\n" + ITEM + " x\n\n"
                + ITEM.replace("{\"v", "{\"vocals\": 2, \"v") + "\n}\n{\"input\"\n7\nnull\n"));

        assertThat(problem.errors())
                .extracting(fault -> fault.detail().substring(0, 7))
                .containsExactly("line 1:", "line 2:", "line 4:", "line 5:", "line 6:", "line 7:", "line 8:");
    }

    @Test
    void tablesHaveEachColumnOnceAndRowsThatFit() throws Exception {
        assertThat(words(refused(table("key,vocals,vocals\na,1,2\n")))).contains("twice");
        assertThat(words(refused(table("key,meta.isrc,vocals\na,1,2\n")))).contains("metadata.KEY");
        assertThat(words(refused(table("key,vocals\na,1,2\n")))).contains("line 2");
        refused(table("key,vocals\n\"a,1\n"));
        refused(table(""));
        refused(table("key"));
    }

    private java.net.http.HttpRequest.Builder table(String text) {
        return sending("POST", "/v1/batches", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private java.net.http.HttpRequest.Builder lines(String text) {
        return sending("POST", "/v1/batches", "application/x-ndjson", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes in place of the question mark. */
    private static byte[] with(String whole, byte[] bytes) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = whole.indexOf('?');
        body.write(whole.substring(0, at).getBytes(StandardCharsets.UTF_8));
        body.write(bytes);
        body.write(whole.substring(at + 1).getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
