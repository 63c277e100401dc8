package dev.fader.coordinator.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parameters that are mistyped start nothing, and are told apart from paths that there are not. */
@QuarkusTest
class ParameterTest extends RefusalTest {

    @Test
    void aNumberThatIsNoneIsRefusedByItsName() throws Exception {
        for (String path : List.of("/v1/batches", "/v1/tasks", "/v1/batches/" + batch.id() + "/tasks")) {
            for (String limit : List.of("abc", "1.5", "1e3", "99999999999", "0x10", "%2B5a")) {
                assertThat(words(refusedGet(path + "?limit=" + limit)))
                        .contains("limit")
                        .contains("whole number");
            }
            for (String limit : List.of("0", "-1", "501")) {
                assertThat(words(refusedGet(path + "?limit=" + limit)))
                        .contains("limit")
                        .contains("1 to 500")
                        .contains("fader.limits.page-size");
            }
        }
    }

    @Test
    void onlyTrueAndFalseAreTruthValues() throws Exception {
        for (String value : List.of("1", "0", "maybe", "TRUE", "False", "yes", "on", "true%20", "")) {
            assertThat(words(refusedPost("/v1/batches?dryRun=" + value, items(1, ""))))
                    .contains("dryRun");
            assertThat(words(refusedPost("/v1/batches/" + batch.id() + "/submit?skipRefused=" + value, "")))
                    .contains("skipRefused");
        }
        for (String value : List.of("1", "\"true\"", "\"yes\"", "[]")) {
            assertThat(words(refusedPost(
                            "/v1/tasks/cancel",
                            "{\"filter\": {\"tenant\": \"%s\"}, \"dryRun\": %s}".formatted(tenant, value))))
                    .contains("/dryRun");
        }
    }

    @Test
    void anUnknownParameterIsRefusedWithTheOneThatMayBeMeant() throws Exception {
        assertThat(words(refusedPost("/v1/batches?dryrun=true", items(1, "")))).contains("did you mean 'dryRun'");
        assertThat(words(refusedPost("/v1/batches?dry_run=true", items(1, "")))).contains("did you mean 'dryRun'");
        assertThat(words(refusedPost("/v1/batches?dryRum=true", items(1, "")))).contains("did you mean 'dryRun'");
        assertThat(words(refusedPost("/v1/batches/" + batch.id() + "/submit?skip_refused=true", "")))
                .contains("did you mean 'skipRefused'");
        assertThat(words(refusedGet("/v1/tasks?states=FAILED"))).contains("did you mean 'state'");
        assertThat(words(refusedGet("/v1/tasks?page=2")))
                .contains("expected one of")
                .contains("after");
        assertThat(words(refusedPost("/v1/batches/" + batch.id() + "/cancel?dryRun=true", "")))
                .contains("dryRun")
                .contains("none is expected");
        assertThat(words(refusedPost("/v1/previews?dryRun=true", items(1, "")))).contains("dryRun");
        assertThat(words(refused(sending(
                        "POST",
                        "/v1/batches?name_template=x",
                        "text/csv",
                        "key,vocals\na,1\n".getBytes(StandardCharsets.UTF_8)))))
                .contains("did you mean 'nameTemplate'");
    }

    @Test
    void aParameterComesOnceAndSaysSomething() throws Exception {
        assertThat(words(refusedPost("/v1/batches?dryRun=false&dryRun=true", items(1, ""))))
                .contains("2 times");
        assertThat(words(refusedGet("/v1/tasks?tenant="))).contains("tenant").contains("empty");
        assertThat(words(refusedGet("/v1/tasks?label=a=1&label=a=2"))).contains("twice");
        assertThat(words(refusedGet("/v1/tasks?label=a"))).contains("key=value");
    }

    @Test
    void wordsOfAClosedSetAreRefusedWithTheSet() throws Exception {
        assertThat(words(refusedGet("/v1/tasks?state=done"))).contains("state").contains("QUARANTINED");
        assertThat(words(refusedGet("/v1/tasks?class=fast"))).contains("class").contains("interactive");
        assertThat(words(refusedGet("/v1/batches?kind=fast"))).contains("kind").contains("preview");
        assertThat(words(refusedGet("/v1/batches?after=x"))).contains("after").contains("batch_");
        assertThat(words(refusedGet("/v1/tasks?batch=x"))).contains("batch").contains("batch_");
        assertThat(words(refusedPost("/v1/queues/fast/pause", ""))).contains("class");
        for (String parameter : List.of("class=fast", "format=mod", "loudness=loud", "loudness=NaN", "priority=high")) {
            assertThat(words(refused(sending(
                            "POST",
                            "/v1/batches?" + parameter,
                            "text/csv",
                            "key,vocals\na,1\n".getBytes(StandardCharsets.UTF_8)))))
                    .contains("parameter " + parameter);
        }
    }

    @Test
    void aPathThatIsBadlyEncodedIsRefused() throws Exception {
        assertThat(raw("GET /v1/tasks?tenant=%zz HTTP/1.1")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /v1/tasks/%zz HTTP/1.1")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /v1/tasks?tenant=%ed%a0%80 HTTP/1.1")).startsWith("HTTP/1.1 400");
    }
}
