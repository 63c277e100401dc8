package dev.fader.cli.batch;

import dev.fader.cli.client.Query;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.TaskFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which tasks; everything that is given must hold. */
final class TaskQuery {

    @Option(names = "--batch", paramLabel = "BATCH", description = "of that batch")
    private @Nullable BatchId batch;

    @Option(names = "--tenant", description = "of that tenant")
    private @Nullable String tenant;

    @Option(names = "--class", description = "of that class: ${COMPLETION-CANDIDATES}")
    private @Nullable TaskClass taskClass;

    @Option(names = "--state", description = "in one of these states: ${COMPLETION-CANDIDATES}; repeatable")
    private List<TaskState> states = List.of();

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "of batches with that label; repeatable")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--reason", description = "that failed, or need a review, for that reason")
    private @Nullable String reason;

    @Option(names = "--key", paramLabel = "TEXT", description = "whose input's key holds the text")
    private @Nullable String key;

    @Option(names = "--made-by", paramLabel = "SHA256", description = "whose outputs that network made")
    private @Nullable String model;

    TaskFilter filter() {
        return new TaskFilter(
                batch,
                tenant,
                taskClass,
                states.isEmpty() ? null : states,
                labels.isEmpty() ? null : labels,
                reason,
                key,
                model);
    }

    Query query() {
        return new Query()
                .with("batch", batch)
                .with("tenant", tenant)
                .with("class", taskClass == null ? null : taskClass.wireName())
                .withAll("state", states)
                .withAll(
                        "label",
                        labels.entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .toList())
                .with("reason", reason)
                .with("key", key)
                .with("model", model);
    }
}
