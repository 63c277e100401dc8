package dev.fader.queue.task;

import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tasks that follow from others. */
final class NextTasks {

    private NextTasks() {}

    private record Before(@Nullable UUID batch, TaskClass taskClass, String tenant) {}

    /** Writes a task that follows from another, which was ended in this transaction; its batch grows by it. */
    static void insert(Handle transaction, TaskId after, NextTask next) {
        Before before = transaction
                .createQuery("SELECT batch_id, class, tenant FROM task WHERE id = :id")
                .bind("id", after.uuid())
                .map((row, context) -> new Before(
                        row.getObject("batch_id", UUID.class),
                        TaskClass.parse(row.getString("class")),
                        row.getString("tenant")))
                .one();
        int item = before.batch() == null
                ? 0
                : transaction
                        .createQuery("UPDATE batch SET size = size + 1 WHERE id = :id RETURNING size - 1")
                        .bind("id", before.batch())
                        .mapTo(Integer.class)
                        .one();
        Lanes.open(transaction, before.taskClass(), next.kind(), before.tenant());
        TaskId id = TaskId.create();
        int priority = transaction
                .createQuery("""
                        INSERT INTO task (id, batch_id, item, kind, class, tenant, priority, spec, metadata, paused)
                        SELECT :new, batch_id, :item, :kind, class, tenant, priority, CAST(:spec AS jsonb), metadata, paused
                          FROM task WHERE id = :after
                        RETURNING priority
                        """)
                .bind("new", id.uuid())
                .bind("item", item)
                .bind("kind", next.kind().name())
                .bind("spec", next.spec().toString())
                .bind("after", after.uuid())
                .mapTo(Integer.class)
                .one();
        Lanes.announce(transaction, before.taskClass(), next.kind(), before.tenant(), new Place(priority, id));
    }
}
