package dev.fader.coordinator.curve;

import dev.fader.queue.curve.RecordNews;
import dev.fader.queue.curve.RecordNews.Position;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.NewRecords;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A run's records as they come (server-sent events). */
@Path("/v1")
public final class RecordEvents {

    private static final Duration EVERY = Duration.ofSeconds(1);
    /** An event at least that often, so that no proxy takes the connection for dead. */
    private static final int TICKS_OF_SILENCE = 15;

    private final KnownRuns runs;
    private final RecordFeed feed;
    private final RecordNews positions;

    RecordEvents(KnownRuns runs, RecordFeed feed, Jdbi jdbi) {
        this.runs = runs;
        this.feed = feed;
        this.positions = new RecordNews(jdbi, 1);
    }

    @GET
    @Path("/runs/{id}/metrics/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "followRecords",
            summary = "New records as they come, of one name or of all; after a step, those that are there already"
                    + " come first; it ends with the run")
    public Multi<NewRecords> follow(
            String id, @QueryParam("name") @Nullable String name, @QueryParam("after") @Nullable Long after) {
        RunId run = runs.find(id);
        Watch watch = new Watch(run, name, after == null ? positions.now(run) : positions.after(run, after));
        Multi<NewRecords> later = Multi.createFrom()
                .ticks()
                .every(EVERY)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transform(tick -> watch.next());
        AtomicBoolean ended = new AtomicBoolean();
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(watch.next()), later)
                // up to and with the one that says so
                .select()
                .first(records -> !ended.getAndSet(records.ended()))
                .filter(watch::isWorthTelling);
    }

    /** What one who follows has seen. Used by one thread at a time. */
    private final class Watch {

        private final RunId run;
        private final @Nullable String name;
        private Position seen;
        private int silent = TICKS_OF_SILENCE;

        Watch(RunId run, @Nullable String name, Position seen) {
            this.run = run;
            this.name = name;
            this.seen = seen;
        }

        NewRecords next() {
            RecordNews.News news = feed.since(new RecordFeed.Question(run, name, seen));
            seen = news.position();
            return news.records();
        }

        /** Something came, or nothing for long. The first is always told: it says that there is a connection. */
        boolean isWorthTelling(NewRecords records) {
            boolean empty = records.isEmpty() && !records.ended();
            silent = empty ? silent + 1 : 0;
            if (silent > TICKS_OF_SILENCE) {
                silent = 0;
                return true;
            }
            return !empty;
        }
    }
}
