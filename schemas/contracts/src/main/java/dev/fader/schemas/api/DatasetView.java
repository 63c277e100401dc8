package dev.fader.schemas.api;

import dev.fader.schemas.DatasetId;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.dataset.CheckResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data set as the API shows it.
 *
 * @param accept kinds of findings that are no reason to refuse
 * @param task that checks it, or has
 * @param progress of that task, in songs; null once it has ended
 * @param failure why the check could not be done
 * @param check what it found; in lists without its findings
 */
public record DatasetView(
        DatasetId id,
        String name,
        String tenant,
        String bucket,
        String prefix,
        @Nullable String layout,
        List<String> accept,
        DatasetState state,
        TaskId task,
        @Nullable Progress progress,
        @Nullable Failure failure,
        @Nullable CheckResult check,
        Instant createdAt) {}
