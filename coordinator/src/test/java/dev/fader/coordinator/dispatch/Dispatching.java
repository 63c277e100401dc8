package dev.fader.coordinator.dispatch;

import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What the dispatcher would see, for tests of other packages. */
public final class Dispatching {

    private Dispatching() {}

    /** A tenant's first tasks that wait for a ticket. */
    public static List<TaskId> waiting(Jdbi jdbi, String tenant) {
        return new PickStore(jdbi)
                .waiting(TaskClass.BATCH, 100).stream()
                        .filter(queue -> queue.tenant().equals(tenant))
                        .flatMap(queue -> queue.waiting().stream())
                        .toList();
    }
}
