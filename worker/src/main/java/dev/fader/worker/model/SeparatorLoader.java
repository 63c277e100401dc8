package dev.fader.worker.model;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.time.Duration;

/** Loads separators onto a worker's device; those that a mixer needs are found by their hashes. */
public final class SeparatorLoader {

    private final ModelFiles files;
    private final Device device;
    private final NativeCalls calls;

    /** @param calls into engines, which may never return */
    public SeparatorLoader(ModelFiles files, Device device, NativeCalls calls) {
        this.files = files;
        this.device = device;
        this.calls = calls;
    }

    /** Whether a call was given up: its thread, and what it holds, are lost to this process. */
    boolean isStalled() {
        return calls.stalled();
    }

    /** How long a call may take. */
    Duration patience() {
        return calls.patience();
    }

    /**
     * @param channelsAtOnce that a network of ours is to take
     * @throws RefusedInput if there is no such model, or it mixes one that there is not
     */
    Separator load(String sha256, int channelsAtOnce) throws IOException, RefusedInput {
        return load(files.separator(sha256), channelsAtOnce);
    }

    /** One that takes a channel at a time. @throws RefusedInput if it mixes a separator that there is not */
    public Separator load(SeparatorFile file) throws IOException, RefusedInput {
        return load(file, 1);
    }

    private Separator load(SeparatorFile file, int channelsAtOnce) throws IOException, RefusedInput {
        try {
            return calls.call("loading a model", () -> file.load(device, channelsAtOnce, this::other));
        } catch (Missing e) {
            throw e.refusal;
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a model cannot be loaded", e);
        }
    }

    /** One that a mixer needs. */
    private SeparatorFile other(String sha256) throws IOException {
        try {
            return files.separator(sha256);
        } catch (RefusedInput e) {
            throw new Missing(e);
        }
    }

    /** Carries a refusal through the loading of a mixer. */
    private static final class Missing extends IOException {

        private static final long serialVersionUID = 1;

        private final RefusedInput refusal;

        Missing(RefusedInput refusal) {
            super(refusal);
            this.refusal = refusal;
        }
    }
}
