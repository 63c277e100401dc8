package dev.fader.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.EvaluationView;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.SubmitSweep;
import dev.fader.schemas.api.SweepState;
import dev.fader.schemas.api.SweepView;
import dev.fader.schemas.api.SweepView.Row;
import dev.fader.schemas.evaluation.EvaluateResult;
import dev.fader.schemas.evaluation.EvaluateResult.Measured;
import dev.fader.schemas.evaluation.Protocol;
import dev.fader.schemas.remix.StoredObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {

    private final SweepView sweep = sweep(
            run("unmeasured", 20.0, null),
            run("worse", 9.0, 11.5),
            run("better", 8.0, 12.25),
            run("nothing", null, null));

    @Test
    void whatWasMeasuredComesFirstAndTheRestByItsValidation() {
        assertThat(Ranking.of(sweep)).extracting(Row::name).containsExactly("better", "worse", "unmeasured", "nothing");
        assertThat(Ranking.best(sweep)).map(Row::name).hasValue("better");
        assertThat(Ranking.best(sweep(run("unmeasured", 20.0, null)))).isEmpty();
    }

    @Test
    void theTableHasALineForEachRunWithItsFiguresAndValues() {
        List<String> lines = SweepTable.of(sweep).lines().toList();

        assertThat(lines.get(1)).startsWith("run").contains("validation dB").endsWith("values");
        assertThat(lines.get(2))
                .startsWith("better")
                .contains("8.00")
                .contains("30.00 own, 12.25 consistent")
                .contains("111111111111")
                .endsWith("seed=1");
        assertThat(lines).hasSize(6);
    }

    @Test
    void estimatesAreRankedByTheMeanOfTheirSourcesAndColumnsOfWhichNothingIsKnownAreLeftOut() {
        SweepView voices = sweep(voice("worse", 6.0, 8.0), voice("better", 5.5, 9.0), voice("unmeasured", null, null));

        assertThat(Ranking.of(voices)).extracting(Row::name).containsExactly("better", "worse", "unmeasured");
        assertThat(SweepTable.of(voices))
                .contains("SDR dB", "vocals 5.50, accompaniment 9.00")
                .doesNotContain("minSDR");
    }

    private static Row voice(String name, Double vocals, Double accompaniment) {
        Map<String, Double> sdrDb = new LinkedHashMap<>();
        sdrDb.put("vocals", vocals);
        sdrDb.put("accompaniment", accompaniment);
        return row(name, 20.0, Protocol.HTMD, List.of(new Measured(null, 2, null, null, null, sdrDb)));
    }

    private static SweepView sweep(Row... runs) {
        return new SweepView(
                SweepId.create(),
                "tries",
                "lab",
                SweepState.FINISHED,
                FaderJson.read("{}", SubmitSweep.class),
                0,
                List.of(runs),
                new SweepView.Spent(runs.length, 8, 0.5),
                null,
                null,
                Instant.EPOCH,
                null);
    }

    private static Row run(String name, Double validation, Double consistent) {
        return row(
                name,
                validation,
                Protocol.PAPER,
                consistent == null
                        ? List.of()
                        : List.of(
                                new Measured("own", 2, 30.0, 10.0, 0.1, Map.of()),
                                new Measured("consistent", 2, consistent, 10.0, 0.1, Map.of())));
    }

    private static Row row(String name, Double validation, Protocol protocol, List<Measured> measured) {
        RunId id = RunId.create();
        List<EvaluationView> evaluations = measured.isEmpty()
                ? List.of()
                : List.of(new EvaluationView(
                        TaskId.create(),
                        id,
                        "1".repeat(64),
                        "rock",
                        "test",
                        TaskState.DONE,
                        null,
                        new EvaluateResult("1".repeat(64), protocol, measured, List.of(), "cpu", 1),
                        Instant.EPOCH));
        return new Row(
                id,
                name,
                RunState.FINISHED,
                FaderJson.tree(Map.of("seed", 1)),
                2,
                validation,
                2,
                validation == null ? null : new StoredObject("fader", "best", 1, "1".repeat(64)),
                80,
                null,
                evaluations);
    }
}
