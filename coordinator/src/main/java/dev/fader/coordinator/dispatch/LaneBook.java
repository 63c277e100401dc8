package dev.fader.coordinator.dispatch;

import dev.fader.queue.task.Lanes.Announcement;
import dev.fader.queue.task.Lanes.Lane;
import dev.fader.queue.task.Tickets.Search;
import dev.fader.queue.task.Tickets.Waiting;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.kind.TaskKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher knows of the lanes: in which it is worth looking, and where the last look ended. Looking on from
 * there keeps the cost of a pick the same however much was picked before; now and then a lane is looked through from
 * its beginning, for what came back to it. Not for several threads.
 */
final class LaneBook {

    private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

    private record Key(TaskClass taskClass, TaskKind<?, ?> kind, String tenant) {}

    /** A lane's page. */
    private static final class Page {
        private final double weight;
        private @Nullable Waiting after;
        private long fromTheStartAt;
        /** Nothing was found at the last look from the start. */
        private boolean asleep;

        Page(double weight, @Nullable Page before, long now) {
            this.weight = weight;
            this.after = before == null ? null : before.after;
            this.fromTheStartAt = before == null ? now : before.fromTheStartAt;
            this.asleep = before != null && before.asleep;
        }
    }

    private final LongSupplier nanos;
    private Map<Key, Page> pages = new LinkedHashMap<>();

    /** @param nanos this machine's monotonic clock, such as {@code System::nanoTime} */
    LaneBook(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes over the lanes as the database has them. */
    void refresh(Collection<Lane> lanes) {
        Map<Key, Page> fresh = new LinkedHashMap<>();
        for (Lane lane : lanes) {
            Key key = new Key(lane.taskClass(), lane.kind(), lane.tenant());
            fresh.put(key, new Page(lane.weight(), pages.get(key), nanos.getAsLong()));
        }
        pages = fresh;
    }

    /** Tasks were written to a lane. @return whether it is known */
    boolean announced(Announcement lane) {
        Page page = pages.get(new Key(lane.taskClass(), lane.kind(), lane.tenant()));
        if (page != null) {
            page.asleep = false;
            // what was written may go before what was picked last
            page.after = null;
        }
        return page != null;
    }

    double weight(TaskClass taskClass, Waiting task) {
        return page(taskClass, task.kind(), task.tenant()).weight;
    }

    /** Where to look now. @param tickets for how many tickets at most a lane is to be read */
    List<Search> searches(TaskClass taskClass, Collection<TaskKind<?, ?>> kinds, int tickets) {
        long now = nanos.getAsLong();
        List<Search> searches = new ArrayList<>();
        pages.forEach((lane, page) -> {
            if (lane.taskClass() != taskClass || !kinds.contains(lane.kind())) {
                return;
            }
            if (now - page.fromTheStartAt >= 0) {
                page.after = null;
                page.asleep = false;
                page.fromTheStartAt = now + LOOK_AGAIN;
            }
            if (!page.asleep) {
                // a ticket more than wanted, so that the round robin can tell an empty queue from a long one
                int most = (tickets + 1) * lane.kind().tasksPerTicket();
                searches.add(new Search(lane.kind(), lane.tenant(), page.after, most));
            }
        });
        return searches;
    }

    /** Nothing was found there: looks from the start the next time, or not at all until something is told of it. */
    void empty(TaskClass taskClass, Search search) {
        Page page = page(taskClass, search.kind(), search.tenant());
        page.asleep = page.after == null;
        page.after = null;
    }

    /** A task was ticketed: the next look begins behind it. */
    void ticketed(TaskClass taskClass, Waiting task) {
        page(taskClass, task.kind(), task.tenant()).after = task;
    }

    private Page page(TaskClass taskClass, TaskKind<?, ?> kind, String tenant) {
        Page page = pages.get(new Key(taskClass, kind, tenant));
        if (page == null) {
            throw new IllegalStateException("no lane of %s %s %s".formatted(taskClass, kind.name(), tenant));
        }
        return page;
    }
}
