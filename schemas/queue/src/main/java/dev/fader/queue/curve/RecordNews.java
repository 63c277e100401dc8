package dev.fader.queue.curve;

import dev.fader.queue.sql.Sql;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.NewRecords;
import dev.fader.schemas.notation.Finite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What came to a run's current records since somebody looked: it costs as much as came. */
public final class RecordNews {

    /** The earliest step is −1. */
    private static final long BEFORE_ALL = -2;

    private final Jdbi jdbi;
    private final int most;

    /** @param most records that are told at once; the rest is told when it is asked for again */
    public RecordNews(Jdbi jdbi, int most) {
        this.jdbi = jdbi;
        this.most = most;
    }

    /**
     * What somebody has seen.
     *
     * @param attempt the last that had begun; 0 when none had
     * @param steps the last step that was seen of each name; of others nothing was
     * @param floor of names that are not among {@code steps}, what is not after this step counts as seen
     */
    public record Position(int attempt, Map<String, Long> steps, long floor) {

        public Position {
            steps = Map.copyOf(steps);
        }

        private Position rewound(int began, @Nullable Long from) {
            if (from == null) {
                return new Position(began, steps, floor);
            }
            Map<String, Long> earlier = new HashMap<>(steps);
            earlier.replaceAll((name, step) -> Math.min(step, from - 1));
            return new Position(began, earlier, Math.min(floor, from - 1));
        }
    }

    /** What is new, and what has been seen when it was told. */
    public record News(NewRecords records, Position position) {}

    /** Where somebody stands who has seen every record up to and with a step. */
    public Position after(RunId run, long step) {
        return jdbi.withHandle(handle -> new Position(
                handle.createQuery("SELECT coalesce(max(number), 0) FROM run_attempt WHERE run_id = :run")
                        .bind("run", run.uuid())
                        .mapTo(Integer.class)
                        .one(),
                Map.of(),
                step));
    }

    /** Where somebody stands who has seen every record that there is. */
    public Position now(RunId run) {
        // the attempt first: one that begins in between is told of
        int attempt = after(run, BEFORE_ALL).attempt();
        return jdbi.withHandle(handle -> new Position(
                attempt,
                handle
                        .createQuery("WITH " + Steps.SPANS + """
                                SELECT name, last.step
                                  FROM run_curve CROSS JOIN LATERAL (
                                       SELECT step FROM span CROSS JOIN LATERAL (
                                              SELECT step FROM run_metric
                                               WHERE run_id = :run AND name = run_curve.name AND attempt = span.number
                                                 AND step >= span.first AND step < span.until
                                               ORDER BY step DESC LIMIT 1) AS record
                                        ORDER BY span.first DESC LIMIT 1) AS last
                                 WHERE run_id = :run
                                """)
                        .bind("run", run.uuid())
                        .map((row, context) -> Map.entry(row.getString("name"), row.getLong("step")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                BEFORE_ALL));
    }

    /** @param name null for every name */
    public News since(RunId run, @Nullable String name, Position seen) {
        return jdbi.withHandle(handle -> {
            Begun begun = begun(handle, run, seen.attempt());
            Position from = seen.rewound(begun.attempt(), begun.from());
            List<NewRecords.Record> records = records(handle, run, name, from);
            Map<String, Long> steps = new HashMap<>(from.steps());
            records.forEach(record -> steps.put(record.name(), record.step()));
            return new News(
                    new NewRecords(begun.attempt(), begun.from(), records, false),
                    new Position(begun.attempt(), steps, from.floor()));
        });
    }

    /** @param from the first step at which an attempt began since; null when none did */
    private record Begun(int attempt, @Nullable Long from) {}

    private static Begun begun(Handle handle, RunId run, int seen) {
        return handle.createQuery("""
                        SELECT coalesce(max(number), :seen) AS attempt, min(from_step) AS first
                          FROM run_attempt WHERE run_id = :run AND number > :seen
                        """)
                .bind("run", run.uuid())
                .bind("seen", seen)
                .map((row, context) -> new Begun(row.getInt("attempt"), row.getObject("first", Long.class)))
                .one();
    }

    private List<NewRecords.Record> records(Handle handle, RunId run, @Nullable String name, Position from) {
        List<Map.Entry<String, Long>> steps = List.copyOf(from.steps().entrySet());
        return handle.createQuery("WITH " + Steps.SPANS + """
                        , unseen AS (
                            SELECT name, coalesce(seen.step, :floor) + 1 AS first
                              FROM run_curve
                              LEFT JOIN unnest(CAST(:names AS text[]), CAST(:steps AS bigint[])) AS seen (name, step)
                                   USING (name)
                             WHERE run_id = :run AND (CAST(:name AS text) IS NULL OR name = :name))
                        SELECT unseen.name, record.step, record.value
                          FROM unseen JOIN span ON span.until > unseen.first
                          CROSS JOIN LATERAL (
                               SELECT step, value FROM run_metric
                                WHERE run_id = :run AND name = unseen.name AND attempt = span.number
                                  AND step >= greatest(span.first, unseen.first) AND step < span.until
                                ORDER BY step LIMIT :most) AS record
                         ORDER BY record.step, unseen.name LIMIT :most
                        """)
                .bind("run", run.uuid())
                .bind("name", name)
                .bind("floor", from.floor())
                .bindArray("names", String.class, Sql.column(steps, Map.Entry::getKey))
                .bindArray("steps", Long.class, Sql.column(steps, Map.Entry::getValue))
                .bind("most", most)
                .map((row, context) -> new NewRecords.Record(
                        row.getString("name"), row.getLong("step"), Finite.orNull(row.getDouble("value"))))
                .list();
    }
}
