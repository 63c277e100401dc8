package dev.fader.queue.curve;

import dev.fader.schemas.RunId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The records themselves, page by page: nothing is held in the database between pages, for a snapshot that stays open as
 * long as somebody downloads slows the queue down. What is written meanwhile may or may not be among them.
 */
public final class RecordPages {

    /** Behind every name that a metric can have. */
    private static final String LAST_NAME = "~";

    private final Jdbi jdbi;
    private final int size;

    /** @param size records on a page */
    public RecordPages(Jdbi jdbi, int size) {
        this.jdbi = jdbi;
        this.size = size;
    }

    /**
     * Which records.
     *
     * @param name null for all
     * @param superseded whether those are among them that a later attempt superseded
     */
    public record Choice(@Nullable String name, boolean superseded) {}

    /** By name, attempt and step. Pages are read as the stream comes to them. */
    public Stream<RunRecord> stream(RunId run, Choice choice) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Pages(run, choice), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
                false);
    }

    private final class Pages implements Iterator<RunRecord> {

        private final RunId run;
        private final Choice choice;
        private Iterator<RunRecord> page = List.<RunRecord>of().iterator();
        /** That the next page follows; null when there is none. */
        private @Nullable RunRecord last;

        Pages(RunId run, Choice choice) {
            this.run = run;
            this.choice = choice;
            String name = choice.name();
            this.last = new RunRecord(name == null ? "" : name, 0, 0, 0, false);
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && last != null) {
                List<RunRecord> next = read(run, choice, last);
                last = next.size() < size ? null : next.getLast();
                page = next.iterator();
            }
            return page.hasNext();
        }

        @Override
        public RunRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }

    private List<RunRecord> read(RunId run, Choice choice, RunRecord after) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT name, attempt, step, value,
                               step < from_step OR until_step IS NOT NULL AND step >= until_step AS superseded
                          FROM run_metric JOIN run_attempt
                               ON run_attempt.run_id = run_metric.run_id AND run_attempt.number = run_metric.attempt
                         WHERE run_metric.run_id = :run
                           AND (name, attempt, step) > (:name, :attempt, :step)
                           AND name <= :lastName
                           AND (:superseded OR until_step IS NULL OR step < until_step)
                         ORDER BY name, attempt, step LIMIT :size
                        """)
                .bind("run", run.uuid())
                .bind("name", after.name())
                .bind("attempt", after.attempt())
                .bind("step", after.step())
                .bind("lastName", choice.name() == null ? LAST_NAME : choice.name())
                .bind("superseded", choice.superseded())
                .bind("size", size)
                .map((row, context) -> new RunRecord(
                        row.getString("name"),
                        row.getInt("attempt"),
                        row.getLong("step"),
                        row.getDouble("value"),
                        row.getBoolean("superseded")))
                .list());
    }
}
