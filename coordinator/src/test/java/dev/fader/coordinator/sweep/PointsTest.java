package dev.fader.coordinator.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitSweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointsTest {

    private static final JsonNode CONFIG = FaderJson.read("""
            {"network": {"blocks": 8, "repeats": 3}, "objective": {"model": "baseline", "psi": 0, "snrLimitDb": 30},
             "learningRate": 0.01, "seed": 1}
            """, JsonNode.class);

    private final Findings findings = new Findings();

    @Test
    void aGridHasEveryCombinationAndTheLastPathChangesFastest() {
        List<Point> points = grid("{\"seed\": [1, 2], \"network.blocks\": [7, 8]}", 4);

        assertThat(points)
                .extracting(point -> point.json().toString())
                .containsExactly(
                        "{\"seed\":1,\"network.blocks\":7}",
                        "{\"seed\":1,\"network.blocks\":8}",
                        "{\"seed\":2,\"network.blocks\":7}",
                        "{\"seed\":2,\"network.blocks\":8}");
        JsonNode last = points.get(2).config(CONFIG);
        assertThat(last.at("/network/blocks").asInt()).isEqualTo(7);
        assertThat(last.at("/network/repeats").asInt()).isEqualTo(3);
        assertThat(last.at("/seed").asInt()).isEqualTo(2);
        assertThat(CONFIG.at("/network/blocks").asInt())
                .as("others are made from it")
                .isEqualTo(8);
    }

    @Test
    void anObjectChangesWhatItNamesAndLeavesTheRest() {
        List<Point> points = grid("{\"objective\": [{\"model\": \"consistent\", \"psi\": 1}]}", 1);

        assertThat(points.getFirst().config(CONFIG).path("objective"))
                .isEqualTo(
                        FaderJson.read("{\"model\": \"consistent\", \"psi\": 1, \"snrLimitDb\": 30}", JsonNode.class));
    }

    @Test
    void aPathThatLeadsNowhereIsNamedWithTheNearestThatDoes() {
        List<Point> points = grid("{\"learnigRate\": [1], \"network.block\": [7], \"a.b\": [1], \"seed\": []}", 9);

        assertThat(points).isEmpty();
        assertThat(faults())
                .extracting(Problem.Fault::pointer)
                .containsExactly(
                        "/points/grid/learnigRate",
                        "/points/grid/network.block",
                        "/points/grid/a.b",
                        "/points/grid/seed");
        assertThat(faults().get(0).detail()).contains("did you mean 'learningRate'");
        assertThat(faults().get(1).detail()).contains("did you mean 'network.blocks'");
    }

    @Test
    void aGridOfMorePointsThanAreAllowedIsRefused() {
        assertThat(grid("{\"seed\": [1, 2, 3], \"network.blocks\": [7, 8]}", 5)).isEmpty();
        assertThat(faults().getFirst().detail()).contains("6 points").contains("5 runs");
    }

    @Test
    void theSameSeedDrawsTheSameWithinItsBounds() {
        String random = """
                {"count": 40, "seed": %d, "values": {"learningRate": {"log": [1e-4, 1e-2]}, "network.blocks": {"of": [7, 8]},
                 "objective.snrLimitDb": {"linear": [10, 30]}}}
                """;
        List<Point> points = random(random.formatted(3), 200);

        assertThat(points).hasSize(40).isEqualTo(random(random.formatted(3), 200));
        assertThat(points).isNotEqualTo(random(random.formatted(4), 200));
        assertThat(points).allSatisfy(point -> {
            JsonNode config = point.config(CONFIG);
            assertThat(config.at("/learningRate").asDouble()).isBetween(1e-4, 1e-2);
            assertThat(config.at("/objective/snrLimitDb").asDouble()).isBetween(10.0, 30.0);
            assertThat(config.at("/network/blocks").asInt()).isBetween(7, 8);
        });
        assertThat(points)
                .as("half of a logarithmic drawing lies below the geometric mean")
                .filteredOn(point -> point.config(CONFIG).at("/learningRate").asDouble() < 1e-3)
                .hasSizeBetween(10, 30);
    }

    @Test
    void noMoreAreDrawnThanAreAllowedAndNoPointTwice() {
        assertThat(random("{\"count\": 9, \"values\": {\"learningRate\": {\"log\": [1e-4, 1e-2]}}}", 5))
                .hasSize(5);
        assertThat(random("{\"count\": 9, \"values\": {\"network.blocks\": {\"of\": [6, 7, 8]}}}", 9))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "table-1-k4"})
    void aShippedSweepHasEightRuns(String name) throws IOException {
        SubmitSweep sweep =
                FaderJson.read(Files.readString(Path.of("../deploy/sweeps", name + ".json")), SubmitSweep.class);
        SubmitSweep.Points points = sweep.points();

        assertThat(
                        points.grid() == null
                                ? RandomPoints.points(sweep.config(), points.random(), 8, findings)
                                : Grid.points(sweep.config(), points.grid(), 8, findings))
                .hasSize(8);
    }

    @Test
    void drawingsThatCannotBeAreNamedOneByOne() {
        random("""
                {"values": {"seed": {"of": [1], "log": [1, 2]}, "learningRate": {"log": [0, 1]}, "network.blocks": {"linear": [3]}}}
                """, 5);

        assertThat(faults())
                .extracting(Problem.Fault::pointer)
                .containsExactly(
                        "/points/random/count",
                        "/points/random/values/seed",
                        "/points/random/values/learningRate",
                        "/points/random/values/network.blocks");
    }

    private List<Point> grid(String grid, int most) {
        SubmitSweep.Points points = FaderJson.read("{\"grid\": " + grid + "}", SubmitSweep.Points.class);
        return Grid.points(CONFIG, points.grid(), most, findings);
    }

    private List<Point> random(String random, int most) {
        return RandomPoints.points(CONFIG, FaderJson.read(random, SubmitSweep.Random.class), most, findings);
    }

    private List<Problem.Fault> faults() {
        try {
            findings.refuseFaults(ProblemType.INVALID_SWEEP);
        } catch (ProblemException e) {
            return e.problem().errors();
        }
        return List.of();
    }
}
