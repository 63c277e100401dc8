package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCurvesCommandTest {

    @TempDir
    Path folder;

    @Test
    void aShortRunMeasuresEveryCurveAndKeepsNothing() throws Exception {
        String output = BenchRun.of(folder, "curves", "--json", "--records", "10000", "--runs", "2");

        assertThat(output.lines()).hasSize(1);
        JsonNode line = FaderJson.read(output, JsonNode.class);
        assertThat(line.path("name").asText()).isEqualTo("bench curves");
        assertThat(line.path("ok").isBoolean()).isTrue();
        assertThat(line.path("records").asInt()).isEqualTo(10_000);
        assertThat(line.path("bytes_per_run").asDouble()).isPositive();
        for (String view : List.of("all", "tenth", "last")) {
            assertThat(line.at("/by_runs/2/" + view + "/ms_p50").asDouble())
                    .as(view)
                    .isPositive();
        }
        assertThat(folder.resolve("bench/curves")).as("its data").doesNotExist();
    }
}
