package dev.fader.coordinator.batch;

import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.ProblemType;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** A batch's progress as it happens (server-sent events). */
@Path("/v1")
public final class BatchEvents {

    private static final Duration EVERY = Duration.ofSeconds(1);
    /** An event at least that often, so that no proxy takes the connection for dead. */
    private static final int TICKS_OF_SILENCE = 15;

    private final BatchFeed feed;

    BatchEvents(BatchFeed feed) {
        this.feed = feed;
    }

    @GET
    @Path("/batches/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "followBatch",
            summary = "The batch now, whenever it changes, and for the last time when it has ended")
    public Multi<BatchView> follow(String id) {
        BatchId batch = Parameters.batch(id);
        BatchView first = feed.latest(batch)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no batch " + id));
        Silence silence = new Silence(first);
        Multi<BatchView> later = Multi.createFrom()
                .ticks()
                .every(EVERY)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transform(tick -> feed.latest(batch))
                .select()
                .first(Optional::isPresent)
                .onItem()
                .transform(Optional::orElseThrow);
        AtomicBoolean ended = new AtomicBoolean();
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(first), later)
                // up to and with the first that is final
                .select()
                .first(view -> !ended.getAndSet(view.state().isFinal()))
                .filter(silence::breaks);
    }

    /** Lets through what changed, and now and then what did not. */
    private static final class Silence {

        private BatchView last;
        private int ticks = TICKS_OF_SILENCE;

        Silence(BatchView first) {
            this.last = first;
        }

        boolean breaks(BatchView view) {
            ticks++;
            if (view.equals(last) && ticks < TICKS_OF_SILENCE) {
                return false;
            }
            last = view;
            ticks = 0;
            return true;
        }
    }
}
