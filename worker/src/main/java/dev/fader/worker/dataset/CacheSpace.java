package dev.fader.worker.dataset;

import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.FileLocks;
import dev.fader.worker.scratch.ScratchFullException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The disk that data sets are kept on: bounded, shared by the processes of a machine, and kept from start to start.
 *
 * <p>{@code objects/} has each content once, under its hash. {@code sets/} has a folder for each data set, whose files
 * are links to contents; a content that no link names is garbage. Where room is wanted, garbage goes first, and then
 * what was used longest ago and is not in use. Links and contents are removed only under one lock, and a link is there
 * before its content: so nothing goes that somebody is about to use. Safe for several threads.
 */
final class CacheSpace {

    private static final Logger LOG = Logger.getLogger(CacheSpace.class);
    /** Of the disk, for others. */
    private static final long RESERVE = 1L << 30;

    private static final long LOOK_AGAIN_NANOS = 200_000_000;

    private final Path root;
    private final long mostBytes;
    private final FileLocks locks = new FileLocks();

    CacheSpace(Path root, long mostBytes) {
        this.root = root.toAbsolutePath().normalize();
        this.mostBytes = mostBytes;
    }

    Path object(String sha256) {
        return root.resolve("objects").resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** @throws RefusedInput when so much will never be kept here */
    void requireFits(String what, long bytes) throws IOException, RefusedInput {
        Files.createDirectories(root);
        long disk = Files.getFileStore(root).getTotalSpace() - RESERVE;
        if (bytes > Math.min(mostBytes, disk)) {
            throw new RefusedInput(
                    "limit_dataset_cache",
                    "%s has %d bytes, and %s may hold %d of data sets (fader.worker.dataset-cache-bytes%s)"
                            .formatted(
                                    what,
                                    bytes,
                                    root,
                                    Math.min(mostBytes, disk),
                                    disk < mostBytes ? "; its disk" : ""));
        }
    }

    /** A data set's folder, which stays as long as somebody has it open. */
    CacheEntry open(String key) throws IOException {
        return alone(() -> {
            Path folder = root.resolve("sets").resolve(key);
            Files.createDirectories(folder);
            FileLocks.Held pin = locks.shared(folder.resolve(CacheEntry.IN_USE));
            if (pin == null) {
                throw new IOException(folder + " is locked by something that is no worker");
            }
            return new CacheEntry(this, folder, pin);
        });
    }

    /** Waits for whoever fills the same folder. @param betweenLooks may throw to stop */
    FileLocks.Held fill(Path folder, Runnable betweenLooks) throws IOException {
        while (true) {
            betweenLooks.run();
            FileLocks.Held filling = locks.alone(folder.resolve(CacheEntry.FILLING));
            if (filling != null) {
                return filling;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /**
     * Makes room for what a folder will get.
     *
     * @throws ScratchFullException when too much else is in use
     */
    void reserve(CacheEntry entry, long bytes) throws IOException {
        alone(() -> {
            makeRoom(entry.folder(), bytes);
            Files.writeString(entry.folder().resolve(CacheEntry.WANTED), Long.toString(bytes));
            return true;
        });
    }

    /** Something that may only be done by one thread of one process at a time. */
    @FunctionalInterface
    interface Alone<T> {
        T now() throws IOException;
    }

    /** Does it under the one lock: no longer than it takes to touch names. */
    synchronized <T> T alone(Alone<T> action) throws IOException {
        Files.createDirectories(root);
        try (FileChannel channel =
                        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException(root + " cannot be locked");
            }
            return action.now();
        }
    }

    private void makeRoom(Path mine, long bytes) throws IOException {
        long others = wantedByOthers(mine);
        LongPredicate fits = kept -> kept + others + bytes <= mostBytes;
        if (fits.test(keptBytes()) && free() >= bytes) {
            return;
        }
        collectGarbage();
        while (!fits.test(keptBytes()) || free() < bytes) {
            Optional<Path> oldest = oldestUnused(mine);
            if (oldest.isEmpty()) {
                throw new ScratchFullException(
                        "%d bytes are needed in %s, where %d of %d are in use (fader.worker.dataset-cache-bytes) and the disk has %d"
                                .formatted(bytes, root, keptBytes() + others, mostBytes, free()));
            }
            LOG.infof("removing %s, which was used longest ago", oldest.get());
            delete(oldest.get());
            collectGarbage();
        }
    }

    private long free() throws IOException {
        return Files.getFileStore(root).getUsableSpace() - RESERVE;
    }

    /** Bytes of all contents. */
    long keptBytes() throws IOException {
        long bytes = 0;
        for (Path object : objects()) {
            bytes += Files.size(object);
        }
        return bytes;
    }

    private long wantedByOthers(Path mine) throws IOException {
        long wanted = 0;
        for (Path set : sets()) {
            Path file = set.resolve(CacheEntry.WANTED);
            if (!set.equals(mine) && Files.exists(file) && isHeld(set.resolve(CacheEntry.FILLING))) {
                wanted += Long.parseLong(Files.readString(file));
            }
        }
        return wanted;
    }

    private boolean isHeld(Path lock) throws IOException {
        try (FileLocks.Held free = locks.alone(lock)) {
            return free == null;
        }
    }

    private Optional<Path> oldestUnused(Path mine) throws IOException {
        List<Path> unused = new ArrayList<>();
        for (Path set : sets()) {
            if (!set.equals(mine) && !isHeld(set.resolve(CacheEntry.IN_USE))) {
                unused.add(set);
            }
        }
        // a lock that was tried is not written to, so it keeps the time of its last use
        List<Used> byAge = new ArrayList<>();
        for (Path set : unused) {
            byAge.add(new Used(
                    set,
                    Files.getLastModifiedTime(set.resolve(CacheEntry.IN_USE)).toMillis()));
        }
        return byAge.stream().min(Comparator.comparing(Used::millis)).map(Used::set);
    }

    private record Used(Path set, long millis) {}

    private void collectGarbage() throws IOException {
        Set<String> named = new HashSet<>();
        for (Path set : sets()) {
            try (Stream<Path> files = Files.walk(set)) {
                for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                    named.add(Files.readSymbolicLink(link).getFileName().toString());
                }
            }
        }
        for (Path object : objects()) {
            if (!named.contains(object.getFileName().toString())) {
                Files.delete(object);
            }
        }
    }

    private List<Path> sets() throws IOException {
        return children(root.resolve("sets"));
    }

    private List<Path> objects() throws IOException {
        List<Path> objects = new ArrayList<>();
        for (Path folder : children(root.resolve("objects"))) {
            objects.addAll(children(folder));
        }
        return objects;
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    /** Removes a folder with all that is in it; links, not what they lead to. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
