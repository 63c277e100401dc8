package dev.fader.worker.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Disk for attempts: bounded, a folder for each, in a folder of this process. What a process that died has left is
 * removed by the next one that starts here. Does nothing on disk until {@link #prepare} or the first attempt. Safe for
 * several threads.
 */
public final class ScratchSpace {

    private static final Logger LOG = Logger.getLogger(ScratchSpace.class);
    private static final String LOCK = "lock";
    private static final long LEAST_FREE = 1L << 28;

    private final Path root;
    private final String process;
    private final long mostBytes;
    private final AtomicLong reserved = new AtomicLong();
    /** Room that was asked for in vain, and must be there before it makes sense to try again. */
    private final AtomicLong wanted = new AtomicLong();

    private @Nullable FileLock lock;

    /**
     * @param process name of this process's folder
     * @param mostBytes that all attempts together may take
     */
    public ScratchSpace(Path root, String process, long mostBytes) {
        this.root = root;
        this.process = process;
        this.mostBytes = mostBytes;
    }

    /** Makes this process's folder and removes what dead ones have left. */
    public void prepare() throws IOException {
        ownFolder();
    }

    public Scratch open(String name) throws IOException {
        return new Scratch(this, Files.createTempDirectory(ownFolder(), name));
    }

    /** Takes room. @throws ScratchFullException when there is too little, on the disk or under the bound */
    void reserve(long bytes) throws IOException {
        long free = Files.getFileStore(ownFolder()).getUsableSpace();
        if (bytes > free) {
            wanted.set(bytes);
            throw new ScratchFullException(
                    "%d bytes are needed in %s, and its disk has %d".formatted(bytes, root, free));
        }
        if (reserved.addAndGet(bytes) > mostBytes) {
            long others = reserved.addAndGet(-bytes);
            wanted.set(bytes);
            throw new ScratchFullException(
                    "%d bytes are needed in %s, where %d of %d are taken (fader.worker.scratch-bytes)"
                            .formatted(bytes, root, others, mostBytes));
        }
    }

    void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    /** Whether a task could never fit, were it alone. */
    boolean exceeds(long bytes) throws IOException {
        return bytes > mostBytes || bytes > Files.getFileStore(ownFolder()).getTotalSpace();
    }

    /** Whether files can be written, and as large as the last that found no room. @throws IOException when they cannot */
    public void probe() throws IOException {
        Path own = ownFolder();
        Files.delete(Files.createTempFile(own, "probe", ""));
        FileStore disk = Files.getFileStore(own);
        long needed = Math.max(wanted.get(), Math.min(LEAST_FREE, disk.getTotalSpace() / 20));
        if (disk.getUsableSpace() < needed) {
            throw new ScratchFullException(
                    "%s has %d bytes free, and %d are needed".formatted(root, disk.getUsableSpace(), needed));
        }
        if (reserved.get() + wanted.get() > mostBytes) {
            throw new ScratchFullException(
                    "%d of %d bytes of %s are taken, and %d are needed (fader.worker.scratch-bytes)"
                            .formatted(reserved.get(), mostBytes, root, wanted.get()));
        }
        wanted.set(0);
    }

    private synchronized Path ownFolder() throws IOException {
        Path own = root.resolve(process);
        // again each time: somebody may tidy up temporary files
        Files.createDirectories(own);
        if (lock == null) {
            // held until this process ends, however it ends
            lock = FileChannel.open(own.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .lock();
            removeLeftovers(own);
        }
        return own;
    }

    private void removeLeftovers(Path own) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(root, path -> !path.equals(own))) {
            for (Path other : others) {
                removeIfAbandoned(other);
            }
        }
    }

    /** Two processes that start together may both try; what cannot be removed keeps nobody from work. */
    private static void removeIfAbandoned(Path folder) {
        try {
            if (isAbandoned(folder)) {
                LOG.infof("removing %s, which a process that died has left", folder);
                Scratch.delete(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("could not remove %s: %s", folder, e);
        }
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
