package dev.fader.worker.train;

import dev.fader.queue.task.Claim;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Path;

/** Checkpoints and weights in object storage, under keys that no other attempt writes. */
final class Checkpoints {

    private static final String FILE = ".safetensors";

    private final ObjectStorage storage;

    Checkpoints(ObjectStorage storage) {
        this.storage = storage;
    }

    /**
     * Stores a file of an attempt, read back and verified.
     *
     * @param name with the step unlike that of any other file of the attempt: what a position names is never overwritten
     * @param step that it stands at
     */
    StoredObject put(Path file, Claim claim, String name, long step) throws IOException {
        return storage.put(
                file,
                "results/%s/f%d/%s-%d%s".formatted(claim.task(), claim.fence().value(), name, step, FILE),
                () -> {});
    }

    /** @throws RefusedInput when the object is gone, or its bytes are not those that were stored */
    void fetch(StoredObject object, Path target, Attempt attempt) throws IOException, RefusedInput {
        try {
            storage.fetch(object, target, attempt::checkStop);
        } catch (RefusedInput e) {
            throw new RefusedInput("damaged_checkpoint", e.detail() + ". Start the run again from an earlier epoch.");
        }
    }

    ObjectStorage storage() {
        return storage;
    }

    /** What was stored has been replaced by something later. */
    void remove(StoredObject object) throws IOException {
        storage.remove(object.key());
    }
}
