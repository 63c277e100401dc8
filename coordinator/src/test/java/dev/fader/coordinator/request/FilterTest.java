package dev.fader.coordinator.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bulk action never means everything, however its filter says nothing; and {@code *} is no tenant. */
@QuarkusTest
class FilterTest extends RefusalTest {

    @Test
    void anEmptyFilterIsRefusedHoweverItIsSpelled() throws Exception {
        for (String action : List.of("cancel", "accept")) {
            refusedPost("/v1/tasks/" + action, "");
            refusedPost("/v1/tasks/" + action, "null");
            refusedPost("/v1/tasks/" + action, "{}");
            refusedPost("/v1/tasks/" + action, "{\"filter\": null}");
            for (String filter : List.of(
                    "",
                    "\"labels\": {}",
                    "\"labels\": null",
                    "\"labels\": {\"of\": null}",
                    "\"states\": []",
                    "\"states\": [null]",
                    "\"key\": \"\"",
                    "\"key\": \" \"",
                    "\"tenant\": \"\"",
                    "\"tenant\": \"*\"",
                    "\"reason\": \"\"",
                    "\"model\": \"\"",
                    "\"batch\": null, \"tenant\": null, \"class\": null, \"states\": null, \"labels\": null,"
                            + " \"reason\": null, \"key\": null, \"model\": null",
                    "\"labels\": {}, \"states\": [], \"key\": \"\"")) {
                assertThat(words(refusedPost("/v1/tasks/" + action, "{\"filter\": {" + filter + "}}")))
                        .contains("/filter");
            }
        }
    }

    @Test
    void aRetryOfNothingInParticularIsRefused() throws Exception {
        for (String states : List.of("[]", "[null]", "[\"READY\"]", "\"DONE\"")) {
            refusedPost("/v1/batches/" + batch.id() + "/retry", "{\"states\": " + states + "}");
        }
        refusedPost("/v1/tasks/" + task.id() + "/retry", "{\"states\": [\"FAILED\"]}");
        refusedPost("/v1/tasks/" + task.id() + "/retry", "{\"priority\": 100000}");
    }

    @Test
    void whatMeansAllTenantsIsNoTenant() throws Exception {
        byte[] preset = "{\"gainsDb\": {\"vocals\": 1}}".getBytes();
        for (String name : List.of("*", "%2A", "a*", "a%2Fb", "%20a", "-a", "a".repeat(101))) {
            refused(sending("PUT", "/v1/presets/instrumental?tenant=" + name, "application/json", preset));
            refused(request("/v1/presets/instrumental?tenant=" + name).DELETE());
            refusedGet("/v1/presets?tenant=" + name);
            refusedGet("/v1/tasks?tenant=" + name);
            refusedGet("/v1/batches?tenant=" + name);
            refusedPost("/v1/tenants/" + name.replace("%2F", "%3F") + "/pause", "");
        }
        for (String name : List.of("*", "a*", "", "a b", "ä")) {
            assertThat(words(refusedPost("/v1/batches", items(1, "").replace(tenant, name))))
                    .contains("/tenant");
        }
    }
}
