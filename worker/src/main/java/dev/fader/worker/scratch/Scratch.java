package dev.fader.worker.scratch;

import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for one attempt; whatever is in it goes when the attempt ends, and its room is free again. */
public final class Scratch implements AutoCloseable {

    private final ScratchSpace space;
    private final Path folder;
    private long reserved;

    Scratch(ScratchSpace space, Path folder) {
        this.space = space;
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Takes room before it is written to.
     *
     * @throws RefusedInput when so much will never be there
     * @throws ScratchFullException when it is not there now
     */
    public void reserve(long bytes) throws IOException, RefusedInput {
        if (space.exceeds(reserved + bytes)) {
            throw new RefusedInput(
                    "limit_scratch",
                    "%d bytes of scratch space would be needed; a worker has less (fader.worker.scratch-bytes)"
                            .formatted(reserved + bytes));
        }
        space.reserve(bytes);
        reserved += bytes;
    }

    @Override
    public void close() throws IOException {
        try {
            delete(folder);
        } finally {
            space.release(reserved);
            reserved = 0;
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
