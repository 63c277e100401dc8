package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmitReportTest {

    private static final SubmitReport.Figures SMALL = SubmitReport.Figures.of("JSON", 10, 100, 1, 100 << 20);

    @Test
    void memoryMayNotGrowWithTheItems() {
        SubmitReport.Figures large = SubmitReport.Figures.of("CSV", 100, 1000, 2, 130 << 20);

        SubmitReport report = new SubmitReport(List.of(SMALL), List.of(large));

        assertThat(large.itemsPerSecond()).isEqualTo(50);
        assertThat(report.ok()).isFalse();
        assertThat(FaderJson.read(report.json(), JsonNode.class)
                        .at("/bounds/0/value")
                        .doubleValue())
                .isEqualTo(1.3);
        assertThat(new SubmitReport(List.of(SMALL), List.of(SMALL)).ok()).isTrue();
    }
}
