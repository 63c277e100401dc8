package dev.fader.bench.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.bench.curve.CurveFigures.View;
import dev.fader.schemas.FaderJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveReportTest {

    @Test
    void whatGrowsWithRunsIsCalculatedForAHundred() {
        CurveReport report = report(figures(1, 10), figures(2, 10.5), figures(3, 11));

        assertThat(report.growthMillis()).isEqualTo(0.5, within(1e-9));
        assertThat(report.worst()).isEqualTo(22);
        assertThat(report.worstWithMany()).isEqualTo(22 + 0.5 * 97, within(1e-9));
        assertThat(report.ok()).isTrue();
    }

    @Test
    void aHundredRunsThatWouldTakeTooLongAreNotOk() {
        assertThat(report(figures(1, 10), figures(2, 11)).ok()).isFalse();
    }

    @Test
    void oneLookThatTakesTooLongIsNotOk() {
        assertThat(report(figures(1, 50)).ok()).isFalse();
    }

    @Test
    void whatShrinksPromisesNothing() {
        assertThat(report(figures(1, 20), figures(2, 10)).growthMillis()).isZero();
    }

    @Test
    void theLineSaysWhatWasMeasured() {
        CurveReport report = report(figures(1, 10), figures(2, 10.5));
        JsonNode line = FaderJson.read(report.json(), JsonNode.class);

        assertThat(line.path("name").asText()).isEqualTo("bench curves");
        assertThat(line.path("ok").asBoolean()).isTrue();
        assertThat(line.path("curve_ms_p50").asDouble()).isEqualTo(10.5);
        assertThat(line.path("curve_ms_worst").asDouble()).isEqualTo(21);
        assertThat(line.at("/by_runs/1/all/ms_worst").asDouble()).isEqualTo(20);
        assertThat(report.lines()).anyMatch(text -> text.contains("growth 0.500 ms a run"));
    }

    private static CurveReport report(CurveFigures... rows) {
        return new CurveReport(1000, 10, 5, 7, List.of(rows));
    }

    /** The median of a view, and a worst look that takes twice as long. */
    private static CurveFigures figures(int runs, double median) {
        return new CurveFigures(
                runs,
                1,
                Map.of(
                        View.ALL, List.of(median, median, 2 * median),
                        View.TENTH, List.of(1.0),
                        View.LAST, List.of(1.0)));
    }
}
