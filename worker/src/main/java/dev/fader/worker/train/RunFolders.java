package dev.fader.worker.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fader.queue.task.Claim;
import dev.fader.schemas.RunId;
import dev.fader.schemas.run.Position;
import dev.fader.schemas.run.TrainingSpec;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.training.TrainingConfig;
import dev.fader.trainer.training.TrainingSession;
import dev.fader.worker.dataset.Songs;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.model.ModelFiles;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.scratch.ScratchSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens runs at a position, and keeps the last one warm: its next epoch then begins without a word to storage. */
final class RunFolders implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RunFolders.class);
    /** Weights, two moments, an average and the best weights, of four bytes each; and room for a file that is written anew. */
    private static final int BYTES_PER_PARAMETER = 4 * (4 + 4 + 1 + 1);

    private static final Set<String> SPLITS = Set.of("train", "validation");

    private final Songs songs;
    private final ModelFiles models;
    private final Checkpoints checkpoints;
    private final ScratchSpace space;
    private final Device device;
    private @Nullable RunFolder warm;

    RunFolders(Songs songs, ModelFiles models, Checkpoints checkpoints, ScratchSpace space, Device device) {
        this.songs = songs;
        this.models = models;
        this.checkpoints = checkpoints;
        this.space = space;
        this.device = device;
    }

    /** The run that is kept warm, if there is one. */
    synchronized @Nullable RunId warmRun() {
        return warm == null ? null : warm.run();
    }

    /**
     * A run at a position; whoever has it gives it back or closes it.
     *
     * @param from null: before the first step
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
        return open(run, training, from, claim, attempt);
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

    /** @throws RefusedInput saying what in configuration or data does not fit */
    RunFolder open(RunId run, TrainingSpec training, @Nullable Position from, Claim claim, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException {
        TrainingConfig config = config(training);
        Scratch scratch = space.open(claim.task() + "-f" + claim.fence().value() + "-");
        Songs.Held held = null;
        try {
            if (from != null) {
                scratch.reserve(from.checkpoint().bytes());
                checkpoints.fetch(from.checkpoint(), scratch.file("checkpoint.safetensors"), attempt);
            }
            if (from != null && from.best() != null) {
                scratch.reserve(from.best().bytes());
                checkpoints.fetch(from.best(), scratch.file("best.safetensors"), attempt);
            }
            held = songs.hold(training.data(), SPLITS, attempt);
            TrainingSession session = new TrainingSession(
                    config, held.location(), scratch.folder(), firstWeights(training, scratch), device);
            scratch.reserve(session.parameters() * BYTES_PER_PARAMETER);
            return new RunFolder(run, session, held, scratch, from);
        } catch (Exception | Error e) {
            try (Scratch unused = scratch;
                    Songs.Held unusedToo = held) {
                throw e;
            }
        }
    }

    private @Nullable Path firstWeights(TrainingSpec training, Scratch scratch) throws IOException, RefusedInput {
        String sha256 = training.startModel();
        if (sha256 == null) {
            return null;
        }
        Path file = scratch.file("first.safetensors");
        models.read(sha256).write(file);
        return file;
    }

    static TrainingConfig config(TrainingSpec training) throws RefusedInput {
        try {
            return TrainingConfig.parse(training.config().toString());
        } catch (JsonProcessingException e) {
            throw new RefusedInput("bad_config", "the configuration cannot be used: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new RefusedInput("bad_config", "the configuration cannot be used: " + e.getMessage());
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
