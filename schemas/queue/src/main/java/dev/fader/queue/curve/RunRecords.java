package dev.fader.queue.curve;

import dev.fader.queue.sql.Sql;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Claims;
import dev.fader.schemas.RunId;
import java.util.List;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * Writes a run's records, in the caller's transaction. One transaction at a time writes for a run; what is repeated,
 * because its answer was lost, changes nothing.
 */
public final class RunRecords {

    private static final String BUCKET_COLUMNS =
            "run_id, name, attempt, bits, bucket, first_step, last_step, count, finite, total, lowest, lowest_step,"
                    + " highest, highest_step";

    /** Sums over rows of name, step and value. */
    private static final String SUMS = """
            min(step), max(step), count(*), count(*) FILTER (WHERE %1$s), sum(value) FILTER (WHERE %1$s),
            min(value) FILTER (WHERE %1$s), (array_agg(step ORDER BY value, step) FILTER (WHERE %1$s))[1],
            max(value) FILTER (WHERE %1$s), (array_agg(step ORDER BY value DESC, step) FILTER (WHERE %1$s))[1]
            """.formatted(Steps.FINITE);

    private RunRecords() {}

    /**
     * Begins an attempt: records of earlier ones from its first step on are superseded. The same claim that begins at the
     * same step again has the attempt that it began.
     *
     * @param device that trains, in words
     * @param fromStep the first step that it makes records of
     * @return its number, from 1; empty when the claim's lease was lost, and nothing was written
     */
    public static OptionalInt begin(
            Handle transaction, RunId run, Claim claim, String worker, String device, long fromStep) {
        if (!Claims.hold(transaction, claim)) {
            return OptionalInt.empty();
        }
        lock(transaction, run);
        OptionalInt begun = begun(transaction, run, claim, fromStep);
        if (begun.isPresent()) {
            return begun;
        }
        transaction
                .createUpdate("""
                        UPDATE run_attempt
                           SET until_step = greatest(from_step, least(coalesce(until_step, :from), :from))
                         WHERE run_id = :run AND (until_step IS NULL OR until_step > :from)
                        """)
                .bind("run", run.uuid())
                .bind("from", fromStep)
                .execute();
        int number = transaction
                .createQuery("""
                        INSERT INTO run_attempt (run_id, number, task_id, fence, worker, device, from_step)
                        SELECT :run, coalesce(max(number), 0) + 1, :task, :fence, :worker, :device, :from
                          FROM run_attempt WHERE run_id = :run
                        RETURNING number
                        """)
                .bind("run", run.uuid())
                .bind("task", claim.task().uuid())
                .bind("fence", claim.fence().value())
                .bind("worker", worker)
                .bind("device", device)
                .bind("from", fromStep)
                .mapTo(Integer.class)
                .one();
        carryOver(transaction, run, number, fromStep);
        return OptionalInt.of(number);
    }

    /**
     * Adds records to an attempt of a task whose lease the caller knows to be held, as in the transaction that commits it.
     * Of two values for one name and step the first stays.
     *
     * @return whether they were written; not when a later attempt has begun
     * @throws IllegalArgumentException when there is no such attempt, or a point is of a step before its first
     */
    public static boolean append(Handle transaction, RunId run, int attempt, List<MetricPoint> points) {
        lock(transaction, run);
        Begun begun = transaction
                .createQuery("""
                        SELECT from_step, until_step IS NULL AS open FROM run_attempt
                         WHERE run_id = :run AND number = :number
                        """)
                .bind("run", run.uuid())
                .bind("number", attempt)
                .map((row, context) -> new Begun(row.getLong("from_step"), row.getBoolean("open")))
                .findOne()
                .orElseThrow(() -> new IllegalArgumentException("%s has no attempt %d".formatted(run, attempt)));
        points.stream()
                .filter(point -> point.step() < begun.fromStep())
                .findFirst()
                .ifPresent(point -> {
                    throw new IllegalArgumentException("attempt %d of %s begins at step %d: %s is of step %d"
                            .formatted(attempt, run, begun.fromStep(), point.name(), point.step()));
                });
        if (begun.open() && !points.isEmpty()) {
            write(transaction, run, attempt, points);
        }
        return begun.open();
    }

    /** As {@link #append(Handle, RunId, int, List)}, while the claim's lease is held. @return whether it still was */
    public static boolean append(Handle transaction, Claim claim, RunId run, int attempt, List<MetricPoint> points) {
        return Claims.hold(transaction, claim) && append(transaction, run, attempt, points);
    }

    /** Removes the records of runs that were deleted, and whose tasks are gone. */
    public static void removeOfDeletedRuns(Handle handle) {
        for (String table : List.of("run_metric", "run_metric_bucket", "run_curve", "run_attempt")) {
            handle.execute("DELETE FROM " + table + """
                     WHERE run_id IN (SELECT id FROM batch WHERE deleted_at IS NOT NULL AND kind = 'training'
                                         AND NOT EXISTS (SELECT FROM task WHERE batch_id = batch.id))
                    """);
        }
    }

    private record Begun(long fromStep, boolean open) {}

    /** Taken after the task's row, never before it. */
    private static void lock(Handle transaction, RunId run) {
        transaction.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(CAST(CAST(? AS uuid) AS text), 0))", run.uuid());
    }

    private static OptionalInt begun(Handle transaction, RunId run, Claim claim, long fromStep) {
        return transaction
                .createQuery("""
                        SELECT number FROM run_attempt
                         WHERE run_id = :run AND task_id = :task AND fence = :fence AND from_step = :from
                           AND number = (SELECT max(number) FROM run_attempt WHERE run_id = :run)
                        """)
                .bind("run", run.uuid())
                .bind("task", claim.task().uuid())
                .bind("fence", claim.fence().value())
                .bind("from", fromStep)
                .mapTo(Integer.class)
                .findOne()
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** The bucket that an attempt begins amid is its own from then on, with what was current of the steps before. */
    private static void carryOver(Handle transaction, RunId run, int number, long fromStep) {
        transaction
                .createUpdate("INSERT INTO run_metric_bucket (" + BUCKET_COLUMNS + ") WITH " + Steps.SPANS + """
                        SELECT :run, name, :number, bits, :from >> bits,
                        """ + SUMS
                        + """
                          FROM run_curve
                          CROSS JOIN span
                          CROSS JOIN LATERAL (
                               SELECT step, value FROM run_metric
                                WHERE run_id = :run AND name = run_curve.name AND attempt = span.number
                                  AND step >= greatest(span.first, :start) AND step < span.until) AS record
                          CROSS JOIN
                        """ + Steps.LEVEL + """
                         WHERE run_id = :run AND span.until > :start AND span.until <= :from
                           AND step >= :from >> bits << bits
                         GROUP BY name, bits
                        """)
                .bind("run", run.uuid())
                .bind("number", number)
                .bind("start", Steps.bucketStart(fromStep, Steps.WIDEST))
                .bind("from", fromStep)
                .execute();
    }

    /** Buckets count what is really new, so that a write that is repeated counts once. */
    private static void write(Handle transaction, RunId run, int attempt, List<MetricPoint> points) {
        transaction
                .createUpdate("""
                        WITH point AS (
                             SELECT name, step, value
                               FROM unnest(CAST(:names AS text[]), CAST(:steps AS bigint[]),
                                           CAST(:values AS double precision[])) AS point (name, step, value)),
                        named AS (
                             INSERT INTO run_curve (run_id, name) SELECT DISTINCT CAST(:run AS uuid), name FROM point
                             ON CONFLICT DO NOTHING),
                        written AS (
                             INSERT INTO run_metric (run_id, name, attempt, step, value)
                             SELECT :run, name, :attempt, step, value FROM point
                             ON CONFLICT DO NOTHING
                             RETURNING name, step, value)
                        INSERT INTO run_metric_bucket AS old (
                        """ + BUCKET_COLUMNS + ") SELECT :run, name, :attempt, bits, step >> bits," + SUMS
                        + " FROM written CROSS JOIN " + Steps.LEVEL + """
                         GROUP BY name, bits, step >> bits
                        ON CONFLICT (run_id, name, attempt, bits, bucket) DO UPDATE SET
                             first_step = least(old.first_step, EXCLUDED.first_step),
                             last_step = greatest(old.last_step, EXCLUDED.last_step),
                             count = old.count + EXCLUDED.count,
                             finite = old.finite + EXCLUDED.finite,
                             total = coalesce(old.total + EXCLUDED.total, old.total, EXCLUDED.total),
                             lowest = least(old.lowest, EXCLUDED.lowest),
                             lowest_step = CASE
                                 WHEN old.lowest IS NULL
                                   OR (EXCLUDED.lowest, EXCLUDED.lowest_step) < (old.lowest, old.lowest_step)
                                 THEN EXCLUDED.lowest_step ELSE old.lowest_step END,
                             highest = greatest(old.highest, EXCLUDED.highest),
                             highest_step = CASE
                                 WHEN old.highest IS NULL
                                   OR (EXCLUDED.highest, -EXCLUDED.highest_step) > (old.highest, -old.highest_step)
                                 THEN EXCLUDED.highest_step ELSE old.highest_step END
                        """)
                .bind("run", run.uuid())
                .bind("attempt", attempt)
                .bindArray("names", String.class, Sql.column(points, MetricPoint::name))
                .bindArray("steps", Long.class, Sql.column(points, MetricPoint::step))
                .bindArray("values", Double.class, Sql.column(points, MetricPoint::value))
                .execute();
    }
}
