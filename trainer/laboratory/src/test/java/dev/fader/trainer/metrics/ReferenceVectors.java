package dev.fader.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Signals and what the reference implementations compute for them; see the README beside them. */
final class ReferenceVectors {

    static final Path FOLDER = Path.of("src/test/resources/dev/fader/trainer/metrics");

    /** Beyond this a ratio is the rounding of whoever computed it. */
    private static final double ROUNDING_DB = 120;

    private static final double TOLERANCE_DB = 1e-3;

    private ReferenceVectors() {}

    static JsonNode expected(String file) throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve(file).toFile());
    }

    /** What we compute for a file, with the rate and the gains of the expectation. */
    static JsonNode measured(String file, JsonNode expected) throws IOException {
        double[] gainsDb = StreamSupport.stream(
                        expected.path("remix_mono").path("gains_db").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        return new MetricsReport(
                        SignalFile.read(FOLDER.resolve(file)),
                        expected.path("rate").asInt(),
                        gainsDb)
                .json();
    }

    /** Every value of the expectation, at the same place; nulls where nulls are. */
    static void assertAgrees(String where, JsonNode expected, JsonNode measured) {
        if (expected.isObject()) {
            for (Map.Entry<String, JsonNode> entry : expected.properties()) {
                assertAgrees(where + "." + entry.getKey(), entry.getValue(), measured.path(entry.getKey()));
            }
        } else if (expected.isArray()) {
            assertThat(measured.size()).as(where).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertAgrees(where + "[" + i + "]", expected.path(i), measured.path(i));
            }
        } else if (expected.isNull()) {
            assertThat(measured.isNull()).as(where + " is null").isTrue();
        } else if (expected.isDouble() && expected.asDouble() > ROUNDING_DB) {
            assertThat(measured.asDouble()).as(where).isNotNaN().isGreaterThan(ROUNDING_DB);
        } else {
            assertThat(measured.isNumber()).as(where + " is a number").isTrue();
            assertThat(measured.asDouble()).as(where).isCloseTo(expected.asDouble(), within(TOLERANCE_DB));
        }
    }
}
