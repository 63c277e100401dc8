package dev.fader.coordinator.dispatch;

import dev.fader.queue.task.Lanes.Announcement;
import dev.fader.queue.task.Lanes.Lane;
import dev.fader.queue.task.Place;
import dev.fader.queue.task.Tickets.Search;
import dev.fader.queue.task.Tickets.Waiting;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.kind.TaskKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher knows of the lanes: in which it is worth looking, and from which place on. Going on from there
 * keeps the cost of a pick the same however much was picked before, even where an old snapshot keeps the index entries
 * of all of it. Now and then a lane is looked through from its beginning, for what came back to it; that takes a small
 * share of the time, however long one such look takes. Not for several threads.
 */
final class LaneBook {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    /** Looks from the beginning may take one part of that many of the time. */
    private static final int SHARE = 20;

    private record Key(TaskClass taskClass, TaskKind<?, ?> kind, String tenant) {}

    /** A lane's page. */
    private static final class Page {
        private final double weight;
        /** Nothing that waits stands before it, as far as is known; null for the beginning. */
        private @Nullable Place from;

        private long fromTheStartAt;
        /** Nothing waits, as far as is known. */
        private boolean asleep;

        Page(double weight, @Nullable Page before, long now) {
            this.weight = weight;
            this.from = before == null ? null : before.from;
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
            Place from = page.from;
            if (page.asleep || from != null && lane.first().compareTo(from) < 0) {
                page.from = lane.first();
            }
            page.asleep = false;
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
                page.from = null;
                page.asleep = false;
                page.fromTheStartAt = now + LOOK_AGAIN.toNanos();
            }
            if (!page.asleep) {
                // a task more than wanted, so that the round robin can tell an empty queue from a long one
                int most = tickets * lane.kind().tasksPerTicket() + 1;
                searches.add(new Search(lane.kind(), lane.tenant(), page.from, most));
            }
        });
        return searches;
    }

    /** How long it took to look there. */
    void took(TaskClass taskClass, Collection<Search> searches, Duration time) {
        long next = nanos.getAsLong() + time.multipliedBy(SHARE).toNanos();
        for (Search search : searches) {
            Page page = page(taskClass, search.kind(), search.tenant());
            if (search.from() == null && next - page.fromTheStartAt > 0) {
                page.fromTheStartAt = next;
            }
        }
    }

    /** Nothing was found there: it is not looked at until something is told of it, or it is time to look from the start. */
    void empty(TaskClass taskClass, Search search) {
        page(taskClass, search.kind(), search.tenant()).asleep = true;
    }

    /** A task was ticketed: the next look begins with it. */
    void ticketed(TaskClass taskClass, Waiting task) {
        page(taskClass, task.kind(), task.tenant()).from = task.place();
    }

    private Page page(TaskClass taskClass, TaskKind<?, ?> kind, String tenant) {
        Page page = pages.get(new Key(taskClass, kind, tenant));
        if (page == null) {
            throw new IllegalStateException("no lane of %s %s %s".formatted(taskClass, kind.name(), tenant));
        }
        return page;
    }
}
