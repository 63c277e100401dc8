package dev.fader.worker.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Locks among the threads and processes of one machine; a process that dies loses its own. The system keeps locks per
 * process, and forgets all on a file when any channel to it is closed: so there is one channel to each file, counted
 * here. Safe for several threads of the one process that must have only one of these for a folder.
 */
public final class FileLocks {

    private final Map<Path, Open> open = new HashMap<>();

    private static final class Open {
        final FileChannel channel;
        final boolean shared;
        int holders = 1;

        Open(FileChannel channel, boolean shared) {
            this.channel = channel;
            this.shared = shared;
        }
    }

    /** A lock that is held until it is closed. */
    public final class Held implements AutoCloseable {
        private final Path file;
        private boolean closed;

        private Held(Path file) {
            this.file = file;
        }

        @Override
        public void close() {
            synchronized (FileLocks.this) {
                Open its = open.get(file);
                if (closed || its == null) {
                    return;
                }
                closed = true;
                if (--its.holders == 0) {
                    open.remove(file);
                    try {
                        its.channel.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(file + " could not be unlocked", e);
                    }
                }
            }
        }
    }

    /** @return null when somebody holds it alone */
    public synchronized @Nullable Held shared(Path file) throws IOException {
        Open ours = open.get(file);
        if (ours != null && ours.shared) {
            ours.holders++;
            return new Held(file);
        }
        return ours == null ? lock(file, true) : null;
    }

    /** @return null when anybody holds it */
    public synchronized @Nullable Held alone(Path file) throws IOException {
        return open.containsKey(file) ? null : lock(file, false);
    }

    private @Nullable Held lock(Path file, boolean shared) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock(0, Long.MAX_VALUE, shared);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            return null;
        }
        open.put(file, new Open(channel, shared));
        return new Held(file);
    }
}
