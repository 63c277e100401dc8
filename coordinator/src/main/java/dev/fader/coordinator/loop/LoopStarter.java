package dev.fader.coordinator.loop;

import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.loop.Loop;
import dev.fader.queue.loop.LoopObserver;
import dev.fader.queue.loop.Loops;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;

/** Starts what recurs with the process and stops it with it. */
@Singleton
public final class LoopStarter {

    private final Instance<Recurring> recurring;
    private final Loops loops;

    LoopStarter(Instance<Recurring> recurring, CoordinatorMeters meters) {
        this.recurring = recurring;
        this.loops = new Loops(LoopObserver.endingTheProcess(meters::loopFailed));
    }

    void onStart(@Observes StartupEvent event) {
        recurring.forEach(one -> {
            Loop unused = loops.start(one.shape(), one.turn());
        });
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        loops.close();
    }

    public List<Loop.Health> health() {
        return loops.health();
    }
}
