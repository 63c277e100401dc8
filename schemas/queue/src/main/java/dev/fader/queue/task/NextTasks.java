package dev.fader.queue.task;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKind;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tasks that follow from others, and tasks that stand alone. */
public final class NextTasks {

    private NextTasks() {}

    private record Before(@Nullable UUID batch, TaskClass taskClass, String tenant) {}

    /** Writes a task that is in no batch. */
    public static <S> TaskId alone(
            Handle transaction, TaskKind<S, ?> kind, TaskClass taskClass, String tenant, int priority, S spec) {
        TaskId id = TaskId.create();
        Lanes.open(transaction, taskClass, kind, tenant);
        transaction
                .createUpdate("""
                        INSERT INTO task (id, kind, class, tenant, priority, spec)
                        VALUES (:id, :kind, :class, :tenant, :priority, CAST(:spec AS jsonb))
                        """)
                .bind("id", id.uuid())
                .bind("kind", kind.name())
                .bind("class", taskClass.wireName())
                .bind("tenant", tenant)
                .bind("priority", priority)
                .bind("spec", FaderJson.write(spec))
                .execute();
        Lanes.announce(transaction, taskClass, kind, tenant, new Place(priority, id));
        return id;
    }

    /** Writes a task that follows from another, such as one that was ended in this transaction; its batch grows by it. */
    public static void insert(Handle transaction, TaskId after, NextTask next) {
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
        TaskClass taskClass = next.taskClass() == null ? before.taskClass() : next.taskClass();
        Lanes.open(transaction, taskClass, next.kind(), before.tenant());
        int priority = transaction
                .createQuery("""
                        INSERT INTO task (id, batch_id, item, kind, class, tenant, priority, spec, metadata, paused)
                        SELECT :new, batch_id, :item, :kind, :class, tenant, priority, CAST(:spec AS jsonb), metadata, paused
                          FROM task WHERE id = :after
                        RETURNING priority
                        """)
                .bind("new", next.id().uuid())
                .bind("class", taskClass.wireName())
                .bind("item", item)
                .bind("kind", next.kind().name())
                .bind("spec", next.spec().toString())
                .bind("after", after.uuid())
                .mapTo(Integer.class)
                .one();
        Lanes.announce(transaction, taskClass, next.kind(), before.tenant(), new Place(priority, next.id()));
    }
}
