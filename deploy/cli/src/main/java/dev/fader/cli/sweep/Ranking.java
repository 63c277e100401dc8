package dev.fader.cli.sweep;

import dev.fader.schemas.api.EvaluationView;
import dev.fader.schemas.api.SweepView;
import dev.fader.schemas.api.SweepView.Row;
import dev.fader.schemas.evaluation.EvaluateResult.Measured;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Which run of a sweep is the best: by the consistent remix, as the service makes it, or by the mean SDR of the sources where
 * estimates were measured; what was not measured comes after.
 */
final class Ranking {

    private static final String CONSISTENT = "consistent";

    private static final Comparator<Row> BEST_FIRST = Comparator.comparingDouble(
                    (Row run) -> measured(run).orElse(Double.NEGATIVE_INFINITY))
            .thenComparingDouble(run -> run.bestSdrDb() == null ? Double.NEGATIVE_INFINITY : run.bestSdrDb())
            .reversed();

    private Ranking() {}

    static List<Row> of(SweepView sweep) {
        return sweep.runs().stream().sorted(BEST_FIRST).toList();
    }

    /** The best of those that are registered as models. */
    static Optional<Row> best(SweepView sweep) {
        return of(sweep).stream().filter(run -> measured(run).isPresent()).findFirst();
    }

    private static OptionalDouble measured(Row run) {
        return run.evaluations().stream()
                .map(EvaluationView::result)
                .filter(Objects::nonNull)
                .flatMap(result -> result.measured().stream())
                .flatMapToDouble(Ranking::figure)
                .max();
    }

    private static DoubleStream figure(Measured measured) {
        if (measured.rule() == null) {
            return measured.sdrDb().values().stream()
                    .filter(Objects::nonNull)
                    .mapToDouble(sdrDb -> sdrDb)
                    .average()
                    .stream();
        }
        Double minSdrDb = measured.minSdrDb();
        return measured.rule().equals(CONSISTENT) && minSdrDb != null
                ? DoubleStream.of(minSdrDb)
                : DoubleStream.empty();
    }
}
