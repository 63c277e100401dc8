package dev.fader.worker.evaluate;

import dev.fader.queue.task.Claim;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of one attempt: from storage to scratch space, and back under keys that no other attempt writes. */
record AttemptFiles(ObjectStorage storage, Scratch scratch, Claim claim, Attempt attempt) {

    /**
     * Brings an object to a file of the scratch space, whose folders are made.
     *
     * @throws RefusedInput when it is gone, or its bytes are not those that were stored
     */
    Path fetch(StoredObject object, String name) throws IOException, RefusedInput {
        Path target = scratch.file(name);
        Files.createDirectories(target.resolveSibling(""));
        scratch.reserve(object.bytes());
        storage.fetch(object, target, attempt::checkStop);
        return target;
    }

    StoredObject put(Path file, String name) throws IOException {
        return storage.put(
                file, "results/%s/f%d/%s".formatted(claim.task(), claim.fence().value(), name), attempt::checkStop);
    }
}
