package dev.fader.trainer.decoding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decodes files in processes of their own, one of which is always ready: the next is started when the last was taken, so
 * that a short file does not wait for a virtual machine. Safe for several threads.
 */
public final class Decoders implements AutoCloseable {

    private final DecoderLimits limits;
    private final AtomicReference<@Nullable Process> ready = new AtomicReference<>();
    private volatile boolean closed;

    /** The first process starts with the first file, or with {@link #prepare}. */
    public Decoders(DecoderLimits limits) {
        this.limits = limits;
    }

    public DecoderLimits limits() {
        return limits;
    }

    /**
     * Opens a file.
     *
     * @param name for messages
     * @throws dev.fader.trainer.audio.AudioException when it is refused
     */
    public DecoderProcess open(Path file, String name) throws IOException {
        try {
            return new DecoderProcess(name, limits, told(file, name));
        } finally {
            // not before this file's first word: the two would compete for a processor
            prepare();
        }
    }

    /** Starts the process for the next file, if there is none. */
    public void prepare() throws IOException {
        if (closed || ready.get() != null) {
            return;
        }
        Process next = DecoderChild.start(limits);
        if (!ready.compareAndSet(null, next)) {
            next.destroyForcibly();
        } else if (closed) {
            close();
        }
    }

    private Process told(Path file, String name) throws IOException {
        Process waiting = ready.getAndSet(null);
        if (waiting != null) {
            try {
                DecoderChild.tell(waiting, file, name);
                return waiting;
            } catch (IOException e) {
                // it died while it waited, which is not this file's fault
                waiting.destroyForcibly();
            }
        }
        return DecoderProcess.startFor(file, name, limits);
    }

    /** Ends the process that waits; those that decode are their takers' to close. */
    @Override
    public void close() {
        closed = true;
        Process waiting = ready.getAndSet(null);
        if (waiting != null) {
            waiting.destroyForcibly();
        }
    }
}
