package dev.fader.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.task.Lanes.Announcement;
import dev.fader.queue.task.Lanes.Lane;
import dev.fader.queue.task.Place;
import dev.fader.queue.task.Tickets.Search;
import dev.fader.queue.task.Tickets.Waiting;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKinds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneBookTest {

    private final AtomicLong nanos = new AtomicLong();
    private final LaneBook book = new LaneBook(nanos::get);
    private final List<TaskId> tasks = Stream.generate(TaskId::create).limit(4).toList();

    LaneBookTest() {
        book.refresh(List.of(new Lane(TaskClass.BATCH, TaskKinds.PING, "a", 1)));
    }

    @Test
    void theFirstLookBeginsAtTheStartAndTheNextWhereTheLastEnded() {
        assertThat(look()).isNull();
        book.ticketed(TaskClass.BATCH, waiting(0, tasks.get(1)));

        assertThat(look()).isEqualTo(new Place(0, tasks.get(1)));
    }

    @Test
    void whatIsWrittenBehindDoesNotTurnTheLookBackAndWhatIsWrittenBeforeDoes() {
        look();
        book.ticketed(TaskClass.BATCH, waiting(0, tasks.get(2)));

        announce(0, tasks.get(3));
        assertThat(look()).isEqualTo(new Place(0, tasks.get(2)));
        announce(0, tasks.get(1));
        assertThat(look()).isEqualTo(new Place(0, tasks.get(1)));
        announce(5, tasks.get(3));
        assertThat(look()).isEqualTo(new Place(5, tasks.get(3)));
    }

    @Test
    void anEmptyLaneIsLookedAtAgainWhenTasksAreWrittenAndOnlyFromThereOn() {
        Search search = searches().getFirst();
        book.empty(TaskClass.BATCH, search);
        assertThat(searches()).isEmpty();

        announce(0, tasks.get(3));

        assertThat(look()).isEqualTo(new Place(0, tasks.get(3)));
    }

    @Test
    void afterASecondALaneIsLookedThroughFromItsStartForWhatCameBack() {
        book.empty(TaskClass.BATCH, searches().getFirst());
        pass(Duration.ofMillis(999));
        assertThat(searches()).isEmpty();

        pass(Duration.ofMillis(1));

        assertThat(look()).isNull();
    }

    @Test
    void aLookFromTheStartThatTakesLongIsNotRepeatedSoon() {
        List<Search> searches = searches();
        pass(Duration.ofMillis(500));
        book.took(TaskClass.BATCH, searches, Duration.ofMillis(500));
        book.ticketed(TaskClass.BATCH, waiting(0, tasks.getFirst()));

        pass(Duration.ofMillis(9_999));
        assertThat(look()).isNotNull();

        pass(Duration.ofMillis(1));
        assertThat(look()).isNull();
    }

    private @Nullable Place look() {
        return searches().getFirst().from();
    }

    private List<Search> searches() {
        return book.searches(TaskClass.BATCH, List.of(TaskKinds.PING), 1);
    }

    private void announce(int priority, TaskId first) {
        assertThat(book.announced(new Announcement(TaskClass.BATCH, TaskKinds.PING, "a", new Place(priority, first))))
                .isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Waiting waiting(int priority, TaskId task) {
        return new Waiting(task, "a", TaskKinds.PING, priority, false);
    }
}
