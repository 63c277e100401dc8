package dev.fader.coordinator.dryrun;

import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.problem.Findings;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.DryRunReport;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What probing the files of a batch found, and what the batch would take. */
@Singleton
public final class DryRuns {

    private static final int FILES_SHOWN = 1000;
    /** Until there are results: a second of stereo audio on a CPU worker of two cores. */
    private static final double ASSUMED_COMPUTE_PER_AUDIO_SECOND = 0.25;

    /** Sums over the tasks of a dry run. */
    private record Sums(long probed, long refused, long remarked, double audioSeconds, long bytes) {}

    /** How long a second of audio takes. */
    private record Rate(double computePerAudioSecond, boolean measured) {}

    private final Jdbi jdbi;
    private final Fleet fleet;

    public DryRuns(Jdbi jdbi, Fleet fleet) {
        this.jdbi = jdbi;
        this.fleet = fleet;
    }

    /** The class that the batch of a dry run will have. */
    static TaskClass intended(Handle handle, BatchId batch) {
        return TaskClass.parse(handle.createQuery("SELECT intended_class FROM batch WHERE id = :id")
                .bind("id", batch.uuid())
                .mapTo(String.class)
                .one());
    }

    /** The kind of that batch. */
    static BatchKind intendedKind(Handle handle, BatchId batch) {
        boolean stems = handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM task WHERE batch_id = :id AND spec #> '{variants,0,stem}' IS NOT NULL)")
                .bind("id", batch.uuid())
                .mapTo(Boolean.class)
                .one();
        return stems ? BatchKind.SEPARATE : BatchKind.REMIX;
    }

    static Findings.Kept findings(Handle handle, BatchId batch) {
        return FaderJson.read(
                handle.createQuery("SELECT findings FROM batch WHERE id = :id")
                        .bind("id", batch.uuid())
                        .mapTo(String.class)
                        .one(),
                Findings.Kept.class);
    }

    /** @param batch of kind probe */
    DryRunReport report(BatchView batch) {
        return jdbi.inTransaction(handle -> {
            Findings.Kept findings = findings(handle, batch.id());
            Sums sums = sums(handle, batch.id());
            return new DryRunReport(
                    batch.id(),
                    batch.state(),
                    batch.size(),
                    sums.probed(),
                    sums.refused(),
                    refusals(handle, batch.id()),
                    findings.collisionCount(),
                    findings.collisions(),
                    findings.warningCount(),
                    findings.warnings(),
                    sums.remarked(),
                    remarks(handle, batch.id()),
                    sums.audioSeconds(),
                    sums.bytes(),
                    sums.audioSeconds() == 0 ? null : estimate(handle, batch, sums.audioSeconds()));
        });
    }

    private static Sums sums(Handle handle, BatchId batch) {
        return handle.createQuery("""
                        SELECT count(*) FILTER (WHERE state NOT IN ('READY', 'RUNNING')) AS probed,
                               count(*) FILTER (WHERE state IN ('FAILED', 'QUARANTINED')) AS refused,
                               count(*) FILTER (WHERE result -> 'remarks' <> '[]') AS remarked,
                               coalesce(sum(CAST(result #>> '{audio,seconds}' AS double precision)), 0) AS seconds,
                               coalesce(sum(CAST(result ->> 'bytes' AS bigint)), 0) AS bytes
                          FROM task LEFT JOIN result ON task_id = id WHERE batch_id = :batch
                        """)
                .bind("batch", batch.uuid())
                .map((row, context) -> new Sums(
                        row.getLong("probed"),
                        row.getLong("refused"),
                        row.getLong("remarked"),
                        row.getDouble("seconds"),
                        row.getLong("bytes")))
                .one();
    }

    private static List<DryRunReport.Refusal> refusals(Handle handle, BatchId batch) {
        return handle.createQuery("""
                        SELECT item, id, spec #>> '{input,key}' AS key, failure_reason, failure_detail FROM task
                         WHERE batch_id = :batch AND state IN ('FAILED', 'QUARANTINED') ORDER BY item LIMIT :limit
                        """)
                .bind("batch", batch.uuid())
                .bind("limit", FILES_SHOWN)
                .map((row, context) -> new DryRunReport.Refusal(
                        row.getInt("item"),
                        new TaskId(row.getObject("id", UUID.class)),
                        row.getString("key"),
                        row.getString("failure_reason"),
                        row.getString("failure_detail")))
                .list();
    }

    private static List<DryRunReport.Remarked> remarks(Handle handle, BatchId batch) {
        return handle.createQuery("""
                        SELECT item, id, spec #>> '{input,key}' AS key, result ->> 'remarks' AS remarks
                          FROM task JOIN result ON task_id = id
                         WHERE batch_id = :batch AND result -> 'remarks' <> '[]' ORDER BY item LIMIT :limit
                        """)
                .bind("batch", batch.uuid())
                .bind("limit", FILES_SHOWN)
                .map((row, context) -> new DryRunReport.Remarked(
                        row.getInt("item"),
                        new TaskId(row.getObject("id", UUID.class)),
                        row.getString("key"),
                        List.of(FaderJson.read(row.getString("remarks"), String[].class))))
                .list();
    }

    private DryRunReport.Estimate estimate(Handle handle, BatchView batch, double audioSeconds) {
        Rate rate = rate(handle);
        TaskClass intended = intended(handle, batch.id());
        double compute = audioSeconds * rate.computePerAudioSecond();
        double backlog = backlogSeconds(handle, intended, batch.priority()) * rate.computePerAudioSecond();
        int workers = fleet.alive(intended);
        Double finishes = workers == 0 ? null : Double.valueOf((backlog + compute) / workers);
        return new DryRunReport.Estimate(compute, workers, backlog, finishes, rate.measured() ? "measured" : "assumed");
    }

    /** From the last results: what their workers needed for a second of audio, one task after the other. */
    private static Rate rate(Handle handle) {
        @Nullable Double measured = handle.createQuery("""
                        SELECT sum(compute) / nullif(sum(seconds), 0) FROM (
                               SELECT CAST(result ->> 'computeSeconds' AS double precision) AS compute,
                                      progress_total AS seconds
                                 FROM result JOIN task ON id = task_id
                                WHERE kind IN ('remix', 'separate') AND spec ->> 'previewSeconds' IS NULL AND state IN ('DONE', 'REVIEW')
                                  AND finished_at > now() - interval '7 days'
                                ORDER BY finished_at DESC LIMIT 200) AS recent
                        """).mapTo(Double.class).findOne().orElse(null);
        return measured == null ? new Rate(ASSUMED_COMPUTE_PER_AUDIO_SECOND, false) : new Rate(measured, true);
    }

    /** Audio that goes before: what waits with at least that priority, at the mean length where it is not known. */
    private static double backlogSeconds(Handle handle, TaskClass taskClass, int priority) {
        return handle.createQuery("""
                        SELECT coalesce(sum(coalesce(progress_total,
                                   (SELECT avg(progress_total) FROM (SELECT progress_total FROM task
                                     WHERE state = 'DONE' AND kind IN ('remix', 'separate') ORDER BY finished_at DESC LIMIT 200) AS recent),
                                   240) - progress_done), 0)
                          FROM task
                         WHERE class = :class AND state IN ('READY', 'RUNNING') AND kind IN ('remix', 'separate') AND NOT paused
                           AND priority >= :priority
                        """)
                .bind("class", taskClass.wireName())
                .bind("priority", priority)
                .mapTo(Double.class)
                .one();
    }
}
