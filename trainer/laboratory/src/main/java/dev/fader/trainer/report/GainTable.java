package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult.GainScores;
import dev.fader.trainer.evaluation.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Small and middling moves, where most remixing happens: every column at a few gains, and by how much ours leads. */
final class GainTable {

    private static final double[] GAINS_DB = {-12, -6, -3, 0, 3, 6, 12};

    /** A line of the table. @param cells one per gain */
    record Line(String heading, List<String> cells) {}

    private final List<Pool> pools;
    private final int[] places;

    /** @param pools of one row of Table 1 */
    GainTable(List<Pool> pools) {
        this.pools = pools;
        double[] grid = pools.getFirst().first().gainsDb();
        this.places = Arrays.stream(GAINS_DB)
                .mapToInt(gain -> Arrays.binarySearch(grid, gain))
                .toArray();
    }

    static List<String> gains() {
        return Arrays.stream(GAINS_DB).mapToObj("%+.0f dB"::formatted).toList();
    }

    /** minSDR / LD of doing nothing and of each column, means over the moved source; then our lead in minSDR. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(line(
                "output = input",
                g -> score(
                        pools.getFirst().at(GainScores::minSdrDoNothingDb, g),
                        pools.getFirst().at(GainScores::ldDoNothingDb, g))));
        for (Pool pool : pools) {
            lines.add(line(pool.legend(), g -> score(pool.at(GainScores::minSdrDb, g), pool.at(GainScores::ldDb, g))));
        }
        for (Pool ours : pools) {
            if (ours.column().equals(Column.CONSISTENT)) {
                String name = "Consistent" + own(ours);
                pool(Column.BASELINE)
                        .ifPresent(baseline ->
                                lines.add(lead(name + " over the Baseline" + own(baseline), ours, baseline)));
                bestOfPaper()
                        .ifPresent(best -> lines.add(lead(
                                name + " over the best of the paper's, " + Column.heading(best.label()), ours, best)));
            }
        }
        return lines;
    }

    /** What tells it from others of its column. */
    private static String own(Pool pool) {
        return pool.label().substring(pool.column().length());
    }

    private Line lead(String heading, Pool ours, Pool theirs) {
        Function<GainScores, Spread> minSdr = GainScores::minSdrDb;
        return line(
                heading,
                g -> ours.at(minSdr, g) > Figures.EXACT_DB
                        ? "exact"
                        : Tables.signed(ours.at(minSdr, g) - theirs.at(minSdr, g)));
    }

    /** Of the models that remix as the paper's do: the one with the largest mean over these gains. */
    private Optional<Pool> bestOfPaper() {
        return pools.stream()
                .filter(pool -> Column.PAPER.contains(pool.column()))
                .max(Comparator.comparingDouble(pool -> Arrays.stream(places)
                        .mapToDouble(g -> pool.at(GainScores::minSdrDb, g))
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NEGATIVE_INFINITY)));
    }

    private Optional<Pool> pool(String column) {
        return pools.stream().filter(pool -> pool.column().equals(column)).findFirst();
    }

    private Line line(String heading, Function<Integer, String> cell) {
        return new Line(heading, Arrays.stream(places).boxed().map(cell).toList());
    }

    private static String score(double minSdrDb, double ldDb) {
        return (minSdrDb > Figures.EXACT_DB ? "exact" : Tables.number(minSdrDb)) + " / " + Tables.number(ldDb);
    }
}
