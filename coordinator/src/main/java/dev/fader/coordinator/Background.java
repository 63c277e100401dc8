package dev.fader.coordinator;

import dev.fader.coordinator.config.DispatchConfig;
import dev.fader.coordinator.config.KafkaConfig;
import dev.fader.coordinator.config.RetentionConfig;
import dev.fader.coordinator.dispatch.Dispatcher;
import dev.fader.coordinator.dispatch.Leadership;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.kafka.KafkaEvents;
import dev.fader.coordinator.kafka.KafkaTickets;
import dev.fader.coordinator.kafka.ReliableProducer;
import dev.fader.coordinator.kafka.TopicKeeper;
import dev.fader.coordinator.loop.Loops;
import dev.fader.coordinator.reap.Reaper;
import dev.fader.coordinator.relay.EventRelay;
import dev.fader.coordinator.retain.Sweeper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What the coordinator does when nobody asks: its loops, from the process's start to its end. */
@Singleton
final class Background {

    private final DispatchConfig config;
    private final TopicKeeper topics;
    private final ReliableProducer producer;
    private final Leadership leadership;
    private final Dispatcher dispatcher;
    private final Reaper reaper;
    private final EventRelay relay;
    private final Sweeper sweeper;
    private final RetentionConfig retention;
    private final Loops loops;

    Background(
            DispatchConfig config,
            KafkaConfig kafka,
            Jdbi jdbi,
            Fleet fleet,
            TopicKeeper topics,
            CoordinatorMeters meters,
            Sweeper sweeper,
            RetentionConfig retention) {
        this.config = config;
        this.sweeper = sweeper;
        this.retention = retention;
        this.topics = topics;
        this.producer = new ReliableProducer(kafka.bootstrapServers());
        this.leadership = new Leadership(jdbi);
        this.dispatcher = new Dispatcher(
                leadership, jdbi, fleet, new KafkaTickets(producer), meters, config.ticketsPerFreeSlot());
        this.reaper = new Reaper(jdbi, fleet, meters, config.processDeaths(), config.ticketTimeout());
        this.relay = new EventRelay(jdbi, new KafkaEvents(producer), meters);
        this.loops = new Loops(meters);
    }

    void onStart(@Observes StartupEvent event) {
        loops.every(config.reapEvery(), "topic keeper", topics::tick);
        loops.every(config.every(), "dispatcher", this::dispatch);
        loops.every(config.reapEvery(), "reaper", reaper::tick);
        loops.every(config.every(), "event relay", relay::tick);
        loops.every(retention.sweepEvery(), "sweeper", sweeper::tick);
    }

    /** Tickets have nowhere to go before the topics exist. */
    private void dispatch() {
        if (topics.ready()) {
            dispatcher.tick();
        }
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        loops.close();
        leadership.close();
        producer.close();
    }
}
