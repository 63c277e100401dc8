package dev.fader.coordinator.retry;

/** Which tasks count as made by a model. */
public final class MadeBy {

    /**
     * A condition on table task, with the model's SHA-256 as {@code :madeBy}: it made an output, and nobody had the file
     * made again since, or in vain. Previews are no deliveries.
     */
    public static final String CONDITION = """
            task.state IN ('DONE', 'REVIEW') AND task.kind IN ('remix', 'separate') AND task.spec ->> 'previewSeconds' IS NULL
            AND task.id IN (SELECT task_id FROM quality_record WHERE model_sha256 = :madeBy)
            AND NOT EXISTS (SELECT FROM task AS again
                 WHERE again.retry_of = coalesce(task.retry_of, task.id) AND again.id > task.id
                   AND again.state NOT IN ('FAILED', 'QUARANTINED', 'CANCELLED'))
            """;

    private MadeBy() {}
}
