package dev.fader.worker.scratch;

import dev.fader.queue.outage.Breaker;
import dev.fader.schemas.kind.Need;
import dev.fader.worker.Worker;
import dev.fader.worker.config.WorkerConfig;
import dev.fader.worker.outage.NeedBreaker;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Builds scratch space out of configuration, and tidies it up when the process starts. */
@Singleton
final class ScratchBeans {

    private static final Logger LOG = Logger.getLogger(ScratchBeans.class);

    @Produces
    @Singleton
    NeedBreaker scratchBreaker(ScratchSpace space) {
        return new NeedBreaker(Need.SCRATCH, new Breaker("scratch space", space::probe, System::nanoTime));
    }

    /** What a worker that was killed has left goes before the first task comes. */
    void onStart(@Observes StartupEvent event, ScratchSpace space) {
        try {
            space.prepare();
        } catch (IOException e) {
            LOG.errorf("no task will succeed until there is scratch space (fader.worker.scratch): %s", e);
        }
    }

    @Produces
    @Singleton
    ScratchSpace scratch(WorkerConfig worker, Worker.Settings settings) {
        return new ScratchSpace(worker.scratch(), settings.id(), worker.scratchBytes());
    }
}
