package dev.fader.worker.train;

import dev.fader.queue.task.Claim;
import dev.fader.schemas.RunId;
import dev.fader.schemas.run.Position;
import dev.fader.schemas.run.TrainingSpec;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.train.Sessions.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens runs at a position, and keeps the last one warm: its next epoch then begins without a word to storage. */
final class RunFolders implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RunFolders.class);
    /** Weights, two moments, an average and the best weights, of four bytes each; and room for a file that is written anew. */
    private static final int BYTES_PER_PARAMETER = 4 * (4 + 4 + 1 + 1);

    private final Sessions sessions;
    private final Checkpoints checkpoints;
    private final ScratchSpace space;
    private @Nullable RunFolder warm;

    RunFolders(Sessions sessions, Checkpoints checkpoints, ScratchSpace space) {
        this.sessions = sessions;
        this.checkpoints = checkpoints;
        this.space = space;
    }

    /** The run that is kept warm, if there is one. */
    synchronized @Nullable RunId warmRun() {
        return warm == null ? null : warm.run();
    }

    /**
     * A run at a position; whoever has it gives it back or closes it.
     *
     * @param from null: before the first step
     * @throws RefusedInput saying what in configuration, models or data does not fit
     */
    RunFolder take(RunId run, TrainingSpec training, @Nullable Position from, Claim claim, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException {
        RunFolder kept = takeWarm();
        if (kept != null) {
            if (kept.standsAt(run, from)) {
                return kept;
            }
            kept.close();
        }
        return open(run, training, from, Purpose.TRAINING, claim, attempt);
    }

    /** A run before its first step, with as much of its data as a few steps need. @throws RefusedInput as {@link #take} */
    RunFolder look(RunId run, TrainingSpec training, Claim claim, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException {
        return open(run, training, null, Purpose.FIRST_LOOK, claim, attempt);
    }

    private synchronized @Nullable RunFolder takeWarm() {
        RunFolder kept = warm;
        warm = null;
        return kept;
    }

    /** Keeps a run whose state is in storage. */
    void giveBack(RunFolder run) throws IOException {
        RunFolder before;
        synchronized (this) {
            before = warm;
            warm = run;
        }
        if (before != null) {
            before.close();
        }
    }

    private RunFolder open(
            RunId run, TrainingSpec training, @Nullable Position from, Purpose purpose, Claim claim, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException {
        Scratch scratch = space.open(claim.task() + "-f" + claim.fence().value() + "-");
        OpenedSession opened = null;
        try {
            if (from != null) {
                scratch.reserve(from.checkpoint().bytes());
                checkpoints.fetch(from.checkpoint(), scratch.file("checkpoint.safetensors"), attempt);
            }
            if (from != null && from.best() != null) {
                scratch.reserve(from.best().bytes());
                checkpoints.fetch(from.best(), scratch.file("best.safetensors"), attempt);
            }
            opened = sessions.open(training, scratch, purpose, attempt);
            scratch.reserve(opened.session().parameters() * BYTES_PER_PARAMETER);
            return new RunFolder(run, opened, scratch, from);
        } catch (Exception | Error e) {
            try (Scratch unused = scratch;
                    OpenedSession unusedToo = opened) {
                throw e;
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (warm != null) {
                warm.close();
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("what a run had on disk could not be removed: %s", e);
        }
        warm = null;
    }
}
