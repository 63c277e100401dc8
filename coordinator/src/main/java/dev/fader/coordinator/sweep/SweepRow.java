package dev.fader.coordinator.sweep;

import dev.fader.coordinator.evaluation.EvaluationPlan;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.SubmitSweep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of table sweep: what does not follow from its runs. */
record SweepRow(
        SweepId id,
        String name,
        String tenant,
        SubmitSweep submitted,
        @Nullable EvaluationPlan evaluation,
        int rung,
        boolean paused,
        @Nullable String outOfBudget,
        @Nullable TaskId report,
        Instant createdAt,
        boolean cancelled,
        @Nullable Instant finishedAt) {

    static SweepRow read(ResultSet row) throws SQLException {
        String evaluation = row.getString("evaluation");
        UUID report = row.getObject("report_task", UUID.class);
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new SweepRow(
                new SweepId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("tenant"),
                FaderJson.read(row.getString("spec"), SubmitSweep.class),
                evaluation == null ? null : FaderJson.read(evaluation, EvaluationPlan.class),
                row.getInt("rung"),
                row.getBoolean("paused"),
                row.getString("out_of_budget"),
                report == null ? null : new TaskId(report),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("cancelled_at", OffsetDateTime.class) != null,
                finished == null ? null : finished.toInstant());
    }
}
