package dev.fader.queue.curve;

import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.CurvePoint;
import dev.fader.schemas.api.MetricSummary;
import dev.fader.schemas.api.RunAttempts;
import dev.fader.schemas.api.StepValue;
import dev.fader.schemas.notation.Finite;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of runs. Unless an attempt is named, what is shown are the current records: those that no later
 * attempt superseded. Methods throw {@link org.jdbi.v3.core.JdbiException} when the database does not answer.
 */
public final class Curves {

    /** A summary without the last value, from all buckets of each name. */
    private static final String SUMMARIES = "WITH " + Steps.SPANS + """
            , summary AS (
                SELECT run_curve.name, sum(count) AS count, sum(finite) AS finite, max(last_step) AS last_step,
                       min(lowest) AS lowest,
                       (array_agg(lowest_step ORDER BY lowest, lowest_step) FILTER (WHERE finite > 0))[1] AS lowest_step,
                       max(highest) AS highest,
                       (array_agg(highest_step ORDER BY highest DESC, highest_step) FILTER (WHERE finite > 0))[1]
                           AS highest_step
                  FROM run_curve CROSS JOIN span
                  CROSS JOIN LATERAL (
                       SELECT * FROM run_metric_bucket
                        WHERE run_id = :run AND name = run_curve.name AND attempt = span.number
                          AND bits = :bits AND bucket >= span.first >> :bits AND bucket < span.until >> :bits) AS bucket
                 WHERE run_curve.run_id = :run AND (CAST(:name AS text) IS NULL OR run_curve.name = :name)
                 GROUP BY run_curve.name)
            SELECT summary.*, last.value AS last_value
              FROM summary
              JOIN span ON span.first <= last_step AND last_step < span.until
              CROSS JOIN LATERAL (
                   SELECT value FROM run_metric
                    WHERE run_id = :run AND name = summary.name AND attempt = span.number AND step = last_step) AS last
             ORDER BY summary.name
            """;

    /** The first or the last step of a name; the order is the one thing that differs. */
    private static final String STEP = """
            SELECT step FROM span CROSS JOIN LATERAL (
                   SELECT step FROM run_metric
                    WHERE run_id = :run AND name = :name AND attempt = span.number
                      AND step >= span.first AND step < span.until
                    ORDER BY step %1$s LIMIT 1) AS record
             ORDER BY span.first %1$s LIMIT 1
            """;

    private final Jdbi jdbi;

    public Curves(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whether anything is known of the run. */
    public boolean isKnown(RunId run) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT EXISTS (SELECT FROM run WHERE id = :run)"
                        + " OR EXISTS (SELECT FROM run_attempt WHERE run_id = :run)")
                .bind("run", run.uuid())
                .mapTo(Boolean.class)
                .one());
    }

    /** First to last. */
    public List<RunAttempts.Attempt> attempts(RunId run) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT number, task_id, fence, worker, device, from_step, until_step, began_at
                          FROM run_attempt WHERE run_id = :run ORDER BY number
                        """)
                .bind("run", run.uuid())
                .map((row, context) -> attempt(row))
                .list());
    }

    /** What there are current records of, by name. */
    public List<MetricSummary> summaries(RunId run) {
        return jdbi.withHandle(handle -> summaries(handle, run, null));
    }

    /** Of one name; empty when it has no current record. */
    public Optional<MetricSummary> summary(RunId run, String name) {
        return jdbi.withHandle(handle -> summaries(handle, run, name)).stream().findFirst();
    }

    /**
     * A curve, its points in the order of their steps. Where there are no more steps than points, each point is a record.
     * Steps without records have no points.
     */
    public List<CurvePoint> curve(RunId run, CurveRequest request) {
        return jdbi.withHandle(handle -> {
            Optional<CurveSql> sql = plan(handle, run, request);
            return sql.map(plan -> bound(handle.createQuery(plan.text(request.attempt())), plan, run, request)
                            .map((row, context) -> point(row))
                            .list())
                    .orElse(List.of());
        });
    }

    /** The first and the last step of a name's current records; empty when there are none. */
    public Optional<StepRange> range(RunId run, String name) {
        return jdbi.withHandle(handle -> {
            Long first = step(handle, run, CurveRequest.of(name, 1), "ASC");
            Long last = step(handle, run, CurveRequest.of(name, 1), "DESC");
            return first == null || last == null ? Optional.empty() : Optional.of(new StepRange(first, last));
        });
    }

    /** How PostgreSQL goes about a curve, line by line; for tests and for whoever finds one slow. */
    public List<String> explain(RunId run, CurveRequest request) {
        return jdbi.withHandle(handle -> plan(handle, run, request)
                .map(plan -> bound(
                                handle.createQuery("EXPLAIN (ANALYZE, BUFFERS) " + plan.text(request.attempt())),
                                plan,
                                run,
                                request)
                        .mapTo(String.class)
                        .list())
                .orElse(List.of()));
    }

    private static Query bound(Query query, CurveSql plan, RunId run, CurveRequest request) {
        query.bind("run", run.uuid()).bind("name", request.name());
        plan.bindTo(query);
        return request.attempt() == null ? query : query.bind("attempt", request.attempt());
    }

    /** Nothing when no step can lie in between. */
    private static Optional<CurveSql> plan(Handle handle, RunId run, CurveRequest request) {
        Long from = request.fromStep();
        Long to = request.toStep();
        // the first bucket of an attempt may hold what others made of it: what comes before its own first step is left
        // out
        Long begins = from == null || request.attempt() != null ? step(handle, run, request, "ASC") : from;
        Long last = to == null ? step(handle, run, request, "DESC") : to;
        if (begins == null || last == null) {
            return Optional.empty();
        }
        long first = from == null ? begins : Math.max(begins, from);
        return first > last ? Optional.empty() : Optional.of(CurveSql.of(first, last + 1, request.points()));
    }

    private static @Nullable Long step(Handle handle, RunId run, CurveRequest request, String order) {
        Integer attempt = request.attempt();
        Query query = handle.createQuery(
                        "WITH " + (attempt == null ? Steps.SPANS : Steps.SPAN_OF_ATTEMPT) + STEP.formatted(order))
                .bind("run", run.uuid())
                .bind("name", request.name());
        if (attempt != null) {
            query.bind("attempt", attempt);
        }
        return query.mapTo(Long.class).findOne().orElse(null);
    }

    private static List<MetricSummary> summaries(Handle handle, RunId run, @Nullable String name) {
        return handle.createQuery(SUMMARIES)
                .bind("run", run.uuid())
                .bind("name", name)
                .bind("bits", Steps.WIDEST)
                .map((row, context) -> summary(row))
                .list();
    }

    private static MetricSummary summary(ResultSet row) throws SQLException {
        long count = row.getLong("count");
        long finite = row.getLong("finite");
        return new MetricSummary(
                row.getString("name"),
                count,
                count - finite,
                new StepValue(row.getLong("last_step"), Finite.orNull(row.getDouble("last_value"))),
                finite == 0 ? null : new StepValue(row.getLong("lowest_step"), row.getDouble("lowest")),
                finite == 0 ? null : new StepValue(row.getLong("highest_step"), row.getDouble("highest")));
    }

    private static CurvePoint point(ResultSet row) throws SQLException {
        long count = row.getLong("count");
        long finite = row.getLong("finite");
        return new CurvePoint(
                row.getLong("first_step"),
                row.getLong("last_step"),
                count,
                count - finite,
                finite == 0 ? null : row.getDouble("total") / finite,
                finite == 0 ? null : row.getDouble("lowest"),
                finite == 0 ? null : row.getDouble("highest"));
    }

    private static RunAttempts.Attempt attempt(ResultSet row) throws SQLException {
        return new RunAttempts.Attempt(
                row.getInt("number"),
                new TaskId(row.getObject("task_id", UUID.class)),
                row.getLong("fence"),
                row.getString("worker"),
                row.getString("device"),
                row.getLong("from_step"),
                row.getObject("until_step", Long.class),
                row.getObject("began_at", OffsetDateTime.class).toInstant());
    }
}
