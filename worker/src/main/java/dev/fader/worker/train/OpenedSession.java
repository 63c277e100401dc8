package dev.fader.worker.train;

import dev.fader.trainer.training.TrainingSession;
import java.util.List;

/**
 * A run's session, and what stays on this machine's disk because it is read.
 *
 * @param held closed when nothing is read any more
 */
record OpenedSession(TrainingSession session, List<Runnable> held) implements AutoCloseable {

    OpenedSession {
        held = List.copyOf(held);
    }

    @Override
    public void close() {
        try {
            session.close();
        } finally {
            held.forEach(Runnable::run);
        }
    }
}
