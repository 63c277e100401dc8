package dev.fader.queue.event;

import dev.fader.queue.sql.Sql;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.event.EventData;
import dev.fader.schemas.event.TaskChanged;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Events that wait to be published, written in the transaction that they tell of. */
public final class Outbox {

    private Outbox() {}

    /** Tasks that have ended, and the runs that ended with them. */
    public static void ended(Handle transaction, List<TaskChanged> tasks) {
        add(transaction, tasks);
        add(transaction, EndedRuns.of(transaction, tasks));
    }

    /** In that order. */
    public static void add(Handle transaction, List<? extends EventData> events) {
        if (events.isEmpty()) {
            return;
        }
        transaction
                .createUpdate("""
                        INSERT INTO event (about, task_id, data) SELECT about, task, CAST(data AS jsonb)
                          FROM unnest(CAST(:about AS text[]), CAST(:tasks AS uuid[]), CAST(:data AS text[]))
                               AS event (about, task, data)
                        """)
                .bindArray(
                        "about",
                        String.class,
                        Sql.column(events, event -> event.about().wireName()))
                .bindArray(
                        "tasks",
                        UUID.class,
                        Sql.column(
                                events,
                                event -> event instanceof TaskChanged changed
                                        ? changed.task().uuid()
                                        : null))
                .bindArray("data", String.class, Sql.column(events, FaderJson::write))
                .execute();
    }
}
