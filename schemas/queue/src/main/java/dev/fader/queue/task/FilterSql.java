package dev.fader.queue.task;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.TaskFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/** A filter as a condition on {@link #TABLES}; tasks of deleted batches are in none. */
public final class FilterSql {

    public static final String TABLES = " task LEFT JOIN batch ON batch.id = task.batch_id ";

    private final List<String> conditions = new ArrayList<>(List.of("batch.deleted_at IS NULL"));
    private final Map<String, Object> values = new HashMap<>();
    private final List<String> states;

    public FilterSql(TaskFilter filter) {
        states = filter.states() == null
                ? List.of()
                : filter.states().stream().map(Enum::name).toList();
        if (!states.isEmpty()) {
            conditions.add("task.state = ANY(:states)");
        }
        if (filter.batch() != null) {
            add("task.batch_id = :batch", "batch", filter.batch().uuid());
        }
        if (filter.tenant() != null) {
            add("task.tenant = :tenant", "tenant", filter.tenant());
        }
        if (filter.taskClass() != null) {
            add("task.class = :class", "class", filter.taskClass().wireName());
        }
        if (filter.labels() != null && !filter.labels().isEmpty()) {
            add("batch.labels @> CAST(:labels AS jsonb)", "labels", FaderJson.write(filter.labels()));
        }
        if (filter.key() != null) {
            add("position(:key IN task.spec #>> '{input,key}') > 0", "key", filter.key());
        }
        if (filter.reason() != null) {
            add(
                    "(task.failure_reason = :reason OR task.state = 'REVIEW' AND EXISTS (SELECT FROM quality_record"
                            + " WHERE task_id = task.id AND :reason = ANY(review)))",
                    "reason",
                    filter.reason());
        }
        if (filter.model() != null) {
            add(
                    "EXISTS (SELECT FROM quality_record WHERE task_id = task.id AND model_sha256 = :model)",
                    "model",
                    filter.model());
        }
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    public String where() {
        return " WHERE " + String.join(" AND ", conditions);
    }

    public <S extends SqlStatement<S>> S bind(S statement) {
        if (!states.isEmpty()) {
            statement.bindArray("states", String.class, states);
        }
        return statement.bindMap(values);
    }
}
