package dev.fader.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.bench.measure.Round;
import dev.fader.schemas.FaderJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void allIsWellWhenEveryBoundIsKept() {
        assertThat(Verdict.of(report(3000, 0.3, 20)).ok()).isTrue();
    }

    @Test
    void lessThanHalfOfTheRawLoopIsNotEnough() {
        assertThat(broken(report(2400, 0.3, 20)))
                .containsExactly("of_raw_at_1000000", "wall_largest_of_smallest", "wall_old_snapshot_of_smallest");
    }

    @Test
    void aTaskMayNotCostMuchMoreWhenManyWait() {
        assertThat(broken(report(3000, 0.31, 20)))
                .containsExactly("cpu_largest_of_smallest", "cpu_old_snapshot_of_smallest");
    }

    @Test
    void oneSlowClaimOfAHundredBreaksTheBoundOfLatency() {
        assertThat(broken(report(3000, 0.3, 26))).containsExactly("idle_claim_p99_ms_at_1000000");
    }

    @Test
    void theLineHoldsTheFiguresAtTheLargestBacklogAndAllOfThemByBacklog() {
        JsonNode line = FaderJson.read(report(3000, 0.3, 20).json(), JsonNode.class);

        assertThat(line.path("name").asText()).isEqualTo("bench queue");
        assertThat(line.path("ok").asBoolean()).isTrue();
        assertThat(line.at("/ours/tasks_per_second").asDouble()).isEqualTo(3000);
        assertThat(line.at("/ours/claim_p50_ms").asDouble()).isEqualTo(4);
        assertThat(line.at("/ours/claim_p99_ms").asDouble()).isEqualTo(20);
        assertThat(line.at("/ours/by_backlog/1000/tasks_per_second").asDouble()).isEqualTo(4000);
        assertThat(line.at("/ours/by_backlog/1000/cpu_ms_per_task").asDouble()).isEqualTo(0.2);
        assertThat(line.at("/ours/by_backlog/1000000/with_old_snapshot/tasks_per_second")
                        .asDouble())
                .isEqualTo(3000);
        assertThat(line.at("/raw/tasks_per_second").asDouble()).isEqualTo(5000);
        assertThat(line.at("/jobrunr/tasks_per_second").asDouble()).isEqualTo(2000);
        assertThat(line.at("/db_scheduler/tasks_per_second").asDouble()).isEqualTo(9000);
    }

    private static List<String> broken(Report report) {
        return Verdict.of(report).bounds().stream()
                .filter(bound -> !bound.ok())
                .map(Verdict.Bound::name)
                .toList();
    }

    private static Report report(double rateAtAMillion, double cpuMillisAtAMillion, double slowestClaim) {
        Map<String, Report.Peer> queues = new LinkedHashMap<>();
        for (String name : List.of("ours", "raw", "jobrunr", "db_scheduler")) {
            queues.put(name, new Report.Peer("as it is", List.of()));
        }
        Map<Integer, Map<String, Report.Row>> rows = new LinkedHashMap<>();
        rows.put(1000, rows(ours(4000, 0.2, 5)));
        rows.put(1_000_000, rows(ours(rateAtAMillion, cpuMillisAtAMillion, slowestClaim)));
        return new Report(queues, rows);
    }

    private static Map<String, Report.Row> rows(Report.Row ours) {
        return Map.of("ours", ours, "raw", row(5000), "jobrunr", row(2000), "db_scheduler", row(9000));
    }

    private static Report.Row ours(double rate, double cpuMillis, double slowestClaim) {
        Round.Figures figures = new Round.Figures(rate, cpuMillis, List.of());
        return Report.Row.of(
                List.of(figures), List.of(4.0, slowestClaim), Report.Row.of(List.of(figures), List.of(), null));
    }

    private static Report.Row row(double rate) {
        return Report.Row.of(List.of(new Round.Figures(rate, 0.1, List.of())), List.of(), null);
    }
}
