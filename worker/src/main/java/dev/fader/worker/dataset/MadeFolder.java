package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.DatasetManifest.Item;
import dev.fader.schemas.notation.Sha256;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder in the cache of data sets for what was made of one and can be made again: it goes when nobody uses it and room
 * is wanted. It stays until it is closed. Processes of one machine may share it.
 */
public final class MadeFolder implements AutoCloseable {

    private static final String NAME = "made";

    private final CacheSpace space;
    private final CacheEntry entry;

    MadeFolder(CacheSpace space, CacheEntry entry) {
        this.space = space;
        this.entry = entry;
    }

    /** Where the files lie. */
    public Path root() {
        return entry.data(NAME);
    }

    /** Whether a file is there, and whole. @param path in the folder */
    public boolean has(String path) {
        return Files.isRegularFile(root().resolve(path));
    }

    /** @throws RefusedInput when so much will never be kept here */
    public void requireFits(String what, long bytes) throws IOException, RefusedInput {
        space.requireFits(what, bytes);
    }

    /** Waits for the only turn on this machine at making what is not there. @param betweenLooks may throw to stop */
    public Turn turn(Runnable betweenLooks) throws IOException {
        Files.createDirectories(root());
        return new Turn(entry.fill(betweenLooks));
    }

    /** A turn at making files. */
    public final class Turn implements AutoCloseable {

        private final CacheEntry.Filling filling;

        private Turn(CacheEntry.Filling filling) {
            this.filling = filling;
        }

        /** Makes room. @throws dev.fader.worker.scratch.ScratchFullException when too much else is in use */
        public void reserve(long bytes) throws IOException {
            filling.reserve(bytes);
        }

        /** Where files are made; what is not kept goes with the turn. */
        public Path workplace() throws IOException {
            return entry.workplace();
        }

        /** Keeps a file that is whole. @param path in the folder */
        public void keep(Path made, String path) throws IOException {
            Item item = new Item(path, Files.size(made), Sha256.of(made));
            if (!entry.link(root(), List.of(item)).isEmpty()) {
                entry.store(made, item.sha256());
            }
        }

        @Override
        public void close() throws IOException {
            filling.close();
        }
    }

    @Override
    public void close() {
        entry.close();
    }
}
