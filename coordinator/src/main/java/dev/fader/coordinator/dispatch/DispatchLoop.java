package dev.fader.coordinator.dispatch;

import dev.fader.coordinator.config.DispatchConfig;
import dev.fader.coordinator.connection.ForLoops;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.loop.Recurring;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.loop.Loop;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/**
 * Steps the dispatcher: at once where it had something to do, soon where it may have again, and at the latest after its
 * pause or when it is told of new tasks.
 */
@Singleton
final class DispatchLoop implements Loop.Turn {

    private static final Duration SOON = Duration.ofMillis(10);

    private final Dispatcher dispatcher;
    private final Leadership leadership;
    private final ReadySignals signals;
    private final TopicReadiness topics;
    private final Duration longest;
    private Duration pause;

    DispatchLoop(
            @ForLoops Jdbi jdbi,
            Fleet fleet,
            TicketPublisher publisher,
            CoordinatorMeters meters,
            TopicReadiness topics,
            DispatchConfig config) {
        this.leadership = new Leadership(jdbi);
        this.dispatcher = new Dispatcher(leadership, jdbi, fleet, publisher, meters, config.ticketsPerFreeSlot());
        this.signals = new ReadySignals(jdbi);
        this.topics = topics;
        this.longest = config.every();
        this.pause = longest;
    }

    @Override
    public void take() throws InterruptedException {
        // tickets have nowhere to go before the topics exist
        boolean dispatched = topics.ready() && dispatcher.tick();
        pause = dispatched ? SOON : pause.multipliedBy(2).compareTo(longest) < 0 ? pause.multipliedBy(2) : longest;
        dispatcher.announced(signals.await(pause));
    }

    @PreDestroy
    void close() {
        signals.close();
        leadership.close();
    }

    @Produces
    @Singleton
    static Recurring dispatching(DispatchLoop loop) {
        return Recurring.every(Duration.ZERO, "dispatcher", loop);
    }
}
