package dev.fader.coordinator.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inputs lie in the service's own bucket, or in one that its operator has listed. */
@QuarkusTest
class BucketTest extends RefusalTest {

    private static final String ITEM =
            "{\"input\": {\"bucket\": \"BUCKET\", \"key\": \"a\"}, \"gainsDb\": {\"vocals\": 1}}";

    @Test
    void anotherBucketIsRefusedInEveryWayOfSubmitting() throws Exception {
        for (String bucket : List.of("secrets", "Fader", "fader/x", "127.0.0.1", "a", "a..b", "-ab", "x".repeat(64))) {
            for (String path : List.of("/v1/batches", "/v1/batches?dryRun=true", "/v1/previews")) {
                assertThat(words(refusedPost(path, "{\"items\": [" + ITEM.replace("BUCKET", bucket) + "]}")))
                        .contains("/items/0/input/bucket")
                        .contains(bucket.equals("secrets") ? "fader.s3.allowed-buckets" : "3 to 63");
            }
            refusedPost(
                    "/v1/batches",
                    "{\"gainsDb\": {\"vocals\": 1}, \"prefix\": {\"bucket\": \"" + bucket + "\", \"prefix\": \"a\"}}");
            refused(sending(
                    "POST",
                    "/v1/batches",
                    "application/x-ndjson",
                    ITEM.replace("BUCKET", bucket).getBytes(StandardCharsets.UTF_8)));
            refused(sending(
                    "POST",
                    "/v1/batches",
                    "text/csv",
                    "key,bucket,vocals\na,%s,1\n".formatted(bucket).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aListedBucketIsAccepted() throws Exception {
        for (String bucket : List.of("fader", "elsewhere")) {
            assertThat(post("/v1/batches", "{\"items\": [" + ITEM.replace("BUCKET", bucket) + "]}")
                            .statusCode())
                    .isEqualTo(201);
        }
    }
}
