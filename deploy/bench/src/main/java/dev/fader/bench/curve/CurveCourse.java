package dev.fader.bench.curve;

import dev.fader.bench.curve.CurveFigures.View;
import dev.fader.queue.curve.CurveRequest;
import dev.fader.queue.curve.Curves;
import dev.fader.queue.curve.StepRange;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.CurvePoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/** Writes one run after the other and looks at all of them each time. */
final class CurveCourse {

    private static final int POINTS = 1000;
    private static final int LOOKS = 20;
    /** Before each; this process is no service that has been running for long. */
    private static final int WARM_UP = 20;

    private static final int LAST_STEPS = 5000;
    private static final String NAME = "loss";

    private final Jdbi jdbi;
    private final Curves curves;
    private final Consumer<String> say;

    CurveCourse(Jdbi jdbi, Consumer<String> say) {
        this.jdbi = jdbi;
        this.curves = new Curves(jdbi);
        this.say = say;
    }

    /** @param records of each run */
    CurveReport run(int records, int count) {
        List<RunId> runs = new ArrayList<>();
        List<CurveFigures> rows = new ArrayList<>();
        double seconds = 0;
        RunWriter writer = new RunWriter(jdbi);
        for (int n = 1; n <= count; n++) {
            long start = System.nanoTime();
            runs.add(writer.write(records));
            seconds += (System.nanoTime() - start) / 1e9;
            settle();
            CurveFigures row = look(runs);
            say.accept(
                    "%d of %d runs: p50 %.1f ms, worst %.1f ms".formatted(n, count, row.slowestMedian(), row.worst()));
            rows.add(row);
        }
        return new CurveReport(records, POINTS, records * (double) count / seconds, bytes() / count, rows);
    }

    /** As the server does by itself after a while. */
    private void settle() {
        jdbi.useHandle(handle -> {
            handle.execute("VACUUM (ANALYZE) run_metric");
            handle.execute("VACUUM (ANALYZE) run_metric_bucket");
            handle.execute("CHECKPOINT");
        });
    }

    private CurveFigures look(List<RunId> runs) {
        double first = millis(runs.getLast(), View.ALL);
        Map<View, List<Double>> millis = new EnumMap<>(View.class);
        for (View view : View.values()) {
            List<Double> own = new ArrayList<>();
            for (int look = -WARM_UP; look < LOOKS; look++) {
                // each time another run, so that all of them are looked at
                double took = millis(runs.get(Math.floorMod(look, runs.size())), view);
                if (look >= 0) {
                    own.add(took);
                }
            }
            millis.put(view, own);
        }
        return new CurveFigures(runs.size(), first, millis);
    }

    private double millis(RunId run, View view) {
        CurveRequest request = request(run, view);
        long start = System.nanoTime();
        List<CurvePoint> curve = curves.curve(run, request);
        double took = (System.nanoTime() - start) / 1e6;
        if (curve.isEmpty() || curve.size() > POINTS) {
            throw new IllegalStateException("a curve of %s has %d points".formatted(view.words(), curve.size()));
        }
        return took;
    }

    private CurveRequest request(RunId run, View view) {
        CurveRequest all = CurveRequest.of(NAME, POINTS);
        if (view == View.ALL) {
            return all;
        }
        StepRange steps = curves.range(run, NAME).orElseThrow();
        long tenth = (steps.last() - steps.first()) / 10;
        return view == View.TENTH
                ? all.between(steps.first() + 4 * tenth + 1, steps.first() + 5 * tenth)
                : all.between(Math.max(steps.first(), steps.last() - LAST_STEPS + 1), steps.last());
    }

    private double bytes() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits
                         WHERE inhparent IN (CAST('run_metric' AS regclass), CAST('run_metric_bucket' AS regclass))
                        """).mapTo(Double.class).one());
    }
}
