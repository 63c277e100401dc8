package dev.fader.queue.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.TestDatabase;
import dev.fader.queue.task.Claim;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.NewRecords;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordNewsTest {

    private static TestDatabase database;
    private static RecordNews news;

    private final RunId run = RunId.create();

    @BeforeAll
    static void migrate() {
        database = TestDatabase.create();
        news = new RecordNews(database.jdbi(), 3);
    }

    @Test
    void whatCameIsToldOnceAndInParts() {
        int attempt = begin(0);
        append(attempt, point("loss", 0), point("sdr", 0), point("loss", 1), point("loss", 2));

        RecordNews.News first = news.since(run, null, news.after(run, -1));
        RecordNews.News second = news.since(run, null, first.position());
        append(attempt, point("new", 0), new MetricPoint("loss", 3, Double.NaN));
        RecordNews.News third = news.since(run, null, second.position());

        assertThat(first.records())
                .isEqualTo(told(attempt, null, record("loss", 0), record("sdr", 0), record("loss", 1)));
        assertThat(second.records()).isEqualTo(told(attempt, null, record("loss", 2)));
        assertThat(third.records())
                .isEqualTo(told(attempt, null, record("new", 0), new NewRecords.Record("loss", 3, null)));
        assertThat(news.since(run, null, third.position()).records()).isEqualTo(told(attempt, null));
    }

    @Test
    void oneNameIsToldAndWhatWasBeforeIsNot() {
        int attempt = begin(0);
        append(attempt, point("loss", 0), point("sdr", 0), point("loss", 1), point("sdr", 1));

        assertThat(news.since(run, "sdr", news.after(run, 0)).records())
                .isEqualTo(told(attempt, null, record("sdr", 1)));
    }

    @Test
    void anAttemptThatBeginsEarlierTakesBackWhatWasTold() {
        int attempt = begin(0);
        append(attempt, point("loss", 0), point("loss", 1), point("loss", 2));
        RecordNews.Position seen = news.since(run, null, news.after(run, -1)).position();

        int second = begin(1);
        append(second, point("loss", 1));

        assertThat(news.since(run, null, seen).records()).isEqualTo(told(second, 1L, record("loss", 1)));
    }

    @Test
    void whoLooksFromNowOnIsToldOfWhatComes() {
        int attempt = begin(-1);
        append(attempt, point("loss", -1), point("loss", 0), point("loss", 100), point("sdr", 3));
        RecordNews.Position now = news.now(run);

        append(attempt, point("sdr", 4), point("loss", 101), point("new", -1));

        assertThat(news.since(run, null, now).records())
                .isEqualTo(told(attempt, null, record("new", -1), record("sdr", 4), record("loss", 101)));
    }

    private static NewRecords told(int attempt, @Nullable Long forgetFrom, NewRecords.Record... records) {
        return new NewRecords(attempt, forgetFrom, List.of(records), false);
    }

    private static NewRecords.Record record(String name, long step) {
        return new NewRecords.Record(name, step, (double) step);
    }

    private static MetricPoint point(String name, long step) {
        return new MetricPoint(name, step, step);
    }

    private int begin(long fromStep) {
        Claim claim = database.claim(database.readyTask(), "w");
        return database.jdbi()
                .inTransaction(handle -> RunRecords.begin(handle, run, claim, "w", "cpu", fromStep))
                .orElseThrow();
    }

    private void append(int attempt, MetricPoint... points) {
        database.jdbi().useTransaction(handle -> RunRecords.append(handle, run, attempt, List.of(points)));
    }
}
