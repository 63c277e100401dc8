package dev.fader.trainer.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsReferenceTest {

    @Test
    void everyMetricEqualsTheReferenceImplementationsOnStereoSources() throws IOException {
        JsonNode expected = ReferenceVectors.expected("metrics_expected.json");

        JsonNode measured = ReferenceVectors.measured("metrics_signals.safetensors", expected);

        ReferenceVectors.assertAgrees("", expected, measured);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one_source_mono",
                "five_sources_mono",
                "stereo_with_equal_channels",
                "stereo_with_a_silent_channel",
                "nearly_equal_references",
                "band_limited",
                "shorter_than_the_filters",
                "fewer_samples_than_unknowns",
                "one_sample_differs",
                "silent_and_cancelling_frames",
                "silent_source",
                "very_soft"
            })
    void everyMetricEqualsTheReferenceImplementationsOnHardSignals(String name) throws IOException {
        JsonNode expected = ReferenceVectors.expected(name + ".json");

        JsonNode measured = ReferenceVectors.measured(name + ".safetensors", expected);

        ReferenceVectors.assertAgrees(name, expected, measured);
    }
}
