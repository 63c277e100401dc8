package dev.fader.worker.attempt;

import ai.djl.engine.EngineException;
import dev.fader.queue.storage.StorageException;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.kind.Need;
import dev.fader.trainer.audio.AudioException;
import dev.fader.trainer.engine.MemoryShortage;
import dev.fader.trainer.remix.StalledException;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.ScratchFullException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Classifies what can happen to work on audio, where it happens. */
public final class AttemptOutcomes {

    private AttemptOutcomes() {}

    public static Outcome of(Callable<Completion> work) throws Exception {
        try {
            return new Outcome.Produced(work.call());
        } catch (RefusedInput refused) {
            return new Outcome.BadInput(refused.reason(), refused.detail());
        } catch (StalledException e) {
            return new Outcome.Stalled(String.valueOf(e.getMessage()));
        } catch (AudioException e) {
            if (isFull(e)) {
                return new Outcome.Away(Need.SCRATCH, e);
            }
            if (isStorage(e)) {
                return new Outcome.Away(Need.STORAGE, e);
            }
            if (e.reason() == AudioException.Reason.IO) {
                throw e;
            }
            String reason = e.reason().name().toLowerCase(Locale.ROOT);
            String detail = String.valueOf(e.getMessage());
            return e.reason().isOfTheFile()
                    ? new Outcome.BadInput(reason, detail)
                    : new Outcome.DecoderDied(reason, detail);
        } catch (EngineException e) {
            if (MemoryShortage.is(e)) {
                return new Outcome.OutOfMemory(String.valueOf(e.getMessage()));
            }
            if (String.valueOf(e.getMessage()).contains("CUDA error")) {
                return new Outcome.Away(Need.DEVICE, e);
            }
            throw e;
        } catch (Exception e) {
            if (isFull(e)) {
                return new Outcome.Away(Need.SCRATCH, e);
            }
            if (isStorage(e)) {
                return new Outcome.Away(Need.STORAGE, e);
            }
            RefusedInput refused = refused(e);
            if (refused != null) {
                return new Outcome.BadInput(refused.reason(), refused.detail());
            }
            throw e;
        }
    }

    /** An input that was found to be bad by a thread that reads ahead, and whose failure was passed on. */
    private static @Nullable RefusedInput refused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedInput refused) {
                return refused;
            }
        }
        return null;
    }

    /** Whether data may be to blame for what failed: it is neither the storage, nor this machine's disk, nor judged already. */
    public static boolean mayBeTheData(IOException failure) {
        if (isStorage(failure) || isFull(failure) || refused(failure) != null) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStorage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageException) {
                return true;
            }
        }
        return false;
    }

    /** Whether a disk or our share of it was full; the system says so in words only. */
    private static boolean isFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ScratchFullException
                    || String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }
}
