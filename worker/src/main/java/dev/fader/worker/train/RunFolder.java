package dev.fader.worker.train;

import dev.fader.schemas.RunId;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.schemas.run.Position;
import dev.fader.trainer.training.TrainingSession;
import dev.fader.worker.scratch.Scratch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A run in the memory and on the disk of this worker: its session, and the position in storage
 * that it stands at.
 */
final class RunFolder implements AutoCloseable {

    private final RunId run;
    private final OpenedSession opened;
    private final Scratch scratch;
    private @Nullable Position position;

    /** @param position null: before the first step */
    RunFolder(RunId run, OpenedSession opened, Scratch scratch, @Nullable Position position) {
        this.run = run;
        this.opened = opened;
        this.scratch = scratch;
        this.position = position;
    }

    TrainingSession session() {
        return opened.session();
    }

    RunId run() {
        return run;
    }

    /** The best weights as they are stored, if they are. */
    @Nullable StoredObject storedBest() {
        return position == null ? null : position.best();
    }

    /** Everything up to here is in storage. */
    void stored(Position at) {
        position = at;
    }

    /** Whether the session stands where an epoch is to go on from. */
    boolean standsAt(RunId other, @Nullable Position from) {
        Position at = position;
        return run.equals(other)
                && at != null
                && from != null
                && at.checkpoint().sha256().equals(from.checkpoint().sha256())
                && session().step() == from.step();
    }

    @Override
    public void close() throws IOException {
        try (scratch) {
            opened.close();
        }
    }
}
