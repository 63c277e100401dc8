package dev.fader.coordinator.curve;

import dev.fader.coordinator.run.RunStore;
import dev.fader.queue.curve.RecordNews;
import dev.fader.queue.curve.RecordNews.News;
import dev.fader.queue.curve.RecordNews.Position;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.NewRecords;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What is new, for however many who follow a run: who has seen the same is told the same, and it is read once. So those
 * who follow the same run soon stand at the same place. Safe for several threads.
 */
@Singleton
final class RecordFeed {

    /** Less than what passes between two looks of one who follows. */
    private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(900);

    private static final int MOST = 5000;

    /** What somebody asks who has seen so much. @param name null for every name */
    record Question(RunId run, @Nullable String name, Position seen) {}

    private record Answer(News news, long at) {}

    private final Function<Question, News> news;
    private final LongSupplier nanos;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    @Inject
    RecordFeed(Jdbi jdbi, RunStore runs) {
        this(reading(new RecordNews(jdbi, MOST), runs), System::nanoTime);
    }

    RecordFeed(Function<Question, News> news, LongSupplier nanos) {
        this.news = news;
        this.nanos = nanos;
    }

    News since(Question question) {
        long now = nanos.getAsLong();
        answers.values().removeIf(answer -> now - answer.at() >= FRESH);
        // who asks the same meanwhile waits for the answer
        return answers.computeIfAbsent(question, asked -> new Answer(news.apply(asked), now))
                .news();
    }

    private static Function<Question, News> reading(RecordNews news, RunStore runs) {
        return question -> {
            // asked first: what comes before the end is told before it
            boolean ended =
                    runs.find(question.run()).map(run -> run.state().isFinal()).orElse(false);
            News found = news.since(question.run(), question.name(), question.seen());
            NewRecords records = found.records();
            return ended && records.isEmpty()
                    ? new News(new NewRecords(records.attempt(), null, List.of(), true), found.position())
                    : found;
        };
    }
}
