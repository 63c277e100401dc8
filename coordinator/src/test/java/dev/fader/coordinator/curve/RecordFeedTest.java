package dev.fader.coordinator.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.curve.RecordNews.News;
import dev.fader.queue.curve.RecordNews.Position;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.NewRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecordFeedTest {

    private final AtomicInteger read = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final RecordFeed feed = new RecordFeed(
            question -> {
                int step = read.incrementAndGet();
                return new News(
                        new NewRecords(1, null, List.of(), false), new Position(1, Map.of("loss", (long) step), -2));
            },
            nanos::get);
    private final RunId run = RunId.create();

    @Test
    void whoHaveSeenTheSameAreToldTheSameOfOneReading() {
        News first = feed.since(at(0));

        assertThat(feed.since(at(0))).isSameAs(first);
        assertThat(read).hasValue(1);
    }

    @Test
    void whatIsNoLongerFreshIsReadAgain() {
        News first = feed.since(at(0));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(feed.since(at(0))).isNotEqualTo(first);
    }

    @Test
    void whoHaveSeenOtherThingsAreToldOtherThings() {
        feed.since(at(0));
        feed.since(at(7));
        feed.since(new RecordFeed.Question(run, "loss", at(0).seen()));

        assertThat(read).hasValue(3);
    }

    private RecordFeed.Question at(long step) {
        return new RecordFeed.Question(run, null, new Position(1, Map.of("loss", step), -2));
    }
}
