package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.schemas.FaderJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemixReportTest {

    private static final BatchFigures BUSY = new BatchFigures(20, 3600, 300, 24, 285, 0.95, 1);
    private static final MemoryFigures FLAT = new MemoryFigures(1000, 700, 800, 780, -0.025);

    @Test
    void everythingWithinItsBoundsIsOk() throws Exception {
        RemixReport report = RemixReport.of(
                List.of(file(180, 9, 721), file(1, 8.5, 700)), new SeamFigures(-22, -21, 0.3), BUSY, FLAT, false);

        assertThat(report.ok()).isTrue();
        assertThat(report.json()).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(report.json());
        assertThat(json.get("name").asText()).isEqualTo("bench remix");
        assertThat(json.get("ok").asBoolean()).isTrue();
        assertThat(json.findValuesAsText("limit")).containsExactly("8.0", "1.05", "0.9", "0.05");
        assertThat(json.at("/bounds/0/value").asDouble()).isEqualTo(8.5);
        assertThat(json.at("/bounds/1/value").asDouble()).isCloseTo(1.03, within(1e-9));
        assertThat(json.at("/bounds/2/value").asDouble()).isEqualTo(0.95);
        assertThat(json.at("/bounds/3/value").asDouble()).isEqualTo(0.025);
    }

    @Test
    void oneBrokenBoundIsEnough() {
        assertBroken("times_realtime_per_channel", RemixReport.of(List.of(file(1, 7.9, 700)), null, BUSY, FLAT, false));
        assertBroken(
                "peak_rss_longest_of_shortest",
                RemixReport.of(List.of(file(1, 9, 700), file(180, 9, 736)), null, BUSY, FLAT, false));
        assertBroken(
                "network_busy_share",
                RemixReport.of(List.of(), null, new BatchFigures(20, 3600, 300, 24, 260, 0.87, 1), FLAT, false));
        assertBroken(
                "rss_change_short_tasks",
                RemixReport.of(List.of(), null, BUSY, new MemoryFigures(1000, 700, 800, 850, 0.0625), false));
    }

    @Test
    void onACardABatchIsBoundByItsSpeed() {
        BatchFigures slow = new BatchFigures(200, 36_000, 150, 480, 135, 0.9, 15);
        BatchFigures idle = new BatchFigures(200, 36_000, 120, 600, 90, 0.75, 9);

        assertBroken("batch_times_realtime_per_channel", RemixReport.of(List.of(), null, slow, null, true));
        assertBroken("network_busy_share", RemixReport.of(List.of(), null, idle, null, true));
    }

    @Test
    void whatWasNotMeasuredPromisesNothing() throws Exception {
        RemixReport report = RemixReport.of(List.of(file(1, 9, 700)), null, null, null, false);

        assertThat(report.bounds()).extracting(Bound::name).containsExactly("times_realtime_per_channel");
        assertThat(new ObjectMapper().readTree(report.json()).get("batch").isNull())
                .isTrue();
    }

    @Test
    void aFigureThatIsNoNumberKeepsNoBound() {
        assertThat(Bound.atLeast("any", Double.NaN, 1).ok()).isFalse();
        assertThat(Bound.atMost("any", Double.NaN, 1).ok()).isFalse();
    }

    @Test
    void aFileOfOneChunkHasNoSeam() {
        FileFigures figures = FaderJson.read(
                "{\"audioSeconds\": 3, \"worstSeamDb\": \"NaN\", \"somethingNew\": 1}", FileFigures.class);

        assertThat(figures.worstSeamDb()).isNull();
        assertThat(figures.line()).endsWith("worst seam none");
    }

    private static void assertBroken(String name, RemixReport report) {
        assertThat(report.ok()).isFalse();
        assertThat(report.bounds())
                .filteredOn(bound -> !bound.ok())
                .singleElement()
                .satisfies(bound -> {
                    assertThat(bound.name()).isEqualTo(name);
                    assertThat(bound.line()).endsWith("BROKEN");
                });
    }

    private static FileFigures file(double minutes, double timesRealtime, double peakRssMib) {
        return new FileFigures(
                minutes * 60, 2, minutes * 120 / timesRealtime, timesRealtime, 0.2, 0.9, peakRssMib, 100, -20.0, -13.0);
    }
}
