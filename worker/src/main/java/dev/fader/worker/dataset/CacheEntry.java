package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.DatasetManifest.Item;
import dev.fader.worker.scratch.FileLocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One data set's folder in the cache, in use until it is closed. */
final class CacheEntry implements AutoCloseable {

    /** A lock of all users; its time is that of the last use. */
    static final String IN_USE = "in-use";
    /** A lock of the one who fetches. */
    static final String FILLING = "filling";
    /** A folder of files whose content is still to come. */
    private static final String BEGINNINGS = "beginnings";
    /** How many bytes are being fetched. */
    static final String WANTED = "wanted";

    private final CacheSpace space;
    private final Path folder;
    private final FileLocks.Held pin;

    CacheEntry(CacheSpace space, Path folder, FileLocks.Held pin) throws IOException {
        this.space = space;
        this.folder = folder;
        this.pin = pin;
        Files.setLastModifiedTime(folder.resolve(IN_USE), FileTime.from(Instant.now()));
    }

    Path folder() {
        return folder;
    }

    Path manifest() {
        return folder.resolve("manifest.json");
    }

    /** The folder of files, under the data set's name. */
    Path data(String name) {
        return folder.resolve("data").resolve(name);
    }

    /** What is fetched, until it is whole. */
    Path partial() throws IOException {
        return Files.createTempFile(workplace(), "object", "");
    }

    /** For files that are not whole; a turn at filling begins and ends with none. */
    Path workplace() throws IOException {
        return Files.createDirectories(folder.resolve("partial"));
    }

    /** The manifest, until it is whole; who opens a data set needs it before a turn at fetching. */
    Path partialManifest() throws IOException {
        return Files.createTempFile(folder, "manifest", ".partial");
    }

    /** A turn at fetching; what one that was killed has left goes first. */
    Filling fill(Runnable betweenLooks) throws IOException {
        FileLocks.Held held = space.fill(folder, betweenLooks);
        try {
            CacheSpace.delete(folder.resolve("partial"));
            return new Filling(held);
        } catch (IOException e) {
            held.close();
            throw e;
        }
    }

    /** The only one that fetches for a data set on this machine. */
    final class Filling implements AutoCloseable {
        private final FileLocks.Held held;

        private Filling(FileLocks.Held held) {
            this.held = held;
        }

        /** Makes room. @throws dev.fader.worker.scratch.ScratchFullException when too much else is in use */
        void reserve(long bytes) throws IOException {
            space.reserve(CacheEntry.this, bytes);
        }

        /**
         * Ends the turn, where nobody could do anything about a failure.
         *
         * @param complete whether no file leads to a beginning any more; otherwise beginnings stay until a turn
         *     replaces them, since whoever has the data set open lists its files, and is told what failed when he reads
         */
        void end(boolean complete) {
            try {
                if (complete) {
                    close();
                } else {
                    release();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                CacheSpace.delete(folder.resolve(BEGINNINGS));
            } finally {
                release();
            }
        }

        private void release() throws IOException {
            try {
                Files.deleteIfExists(folder.resolve(WANTED));
                CacheSpace.delete(folder.resolve("partial"));
            } finally {
                held.close();
            }
        }
    }

    /** Whether all is there, and whole. */
    boolean has(Path data, List<Item> items) throws IOException {
        for (Item item : items) {
            Path file = data.resolve(item.path());
            if (!Files.isRegularFile(file)
                    || Files.size(file) != item.bytes()
                    || Files.readSymbolicLink(file).startsWith(folder.resolve(BEGINNINGS))) {
                return false;
            }
        }
        return true;
    }

    /** Of a file whose content is still to come: as long as that, and so far only its beginning. */
    Path beginning(Item item) throws IOException {
        return Files.createDirectories(folder.resolve(BEGINNINGS)).resolve(item.sha256());
    }

    /** Lets a file lead to its content, or to its beginning; at no moment it leads nowhere. */
    void relink(Path file, Path target) throws IOException {
        Path next = file.resolveSibling("." + file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, target);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Lets a file lead to its content, which is there. */
    void relink(Path file, Item item) throws IOException {
        relink(file, target(file, space.object(item.sha256())));
    }

    private static Path target(Path link, Path object) {
        return link.resolveSibling("").relativize(object);
    }

    /** Gives all items their names. @return those whose content is not there yet, each content once */
    List<Item> link(Path data, List<Item> items) throws IOException {
        return space.alone(() -> {
            List<Item> missing = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Item item : items) {
                Path object = space.object(item.sha256());
                link(data.resolve(item.path()), object);
                boolean whole = Files.isRegularFile(object) && Files.size(object) == item.bytes();
                if (!whole && seen.add(item.sha256())) {
                    missing.add(item);
                }
            }
            return missing;
        });
    }

    private static void link(Path link, Path object) throws IOException {
        Path folder = link.resolveSibling("");
        Path target = target(link, object);
        if (Files.isSymbolicLink(link)) {
            if (Files.readSymbolicLink(link).equals(target)) {
                return;
            }
            Files.delete(link);
        }
        Files.createDirectories(folder);
        Files.createSymbolicLink(link, target);
    }

    /** Makes what was fetched whole the content of that hash; its link must be there. */
    void store(Path partial, String sha256) throws IOException {
        Path object = space.object(sha256);
        Files.createDirectories(object.resolveSibling(""));
        Files.move(partial, object, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Forgets the files; contents stay as long as others name them, or there is room. */
    void forget() throws IOException {
        space.alone(() -> {
            CacheSpace.delete(folder.resolve("data"));
            return true;
        });
    }

    boolean hasManifest() {
        return Files.isRegularFile(manifest(), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() {
        pin.close();
    }
}
