package dev.fader.queue.storage;

import java.io.IOException;

/** Object storage did not answer, or not as it should: it may be away, or this object may be damaged. */
public final class StorageException extends IOException {

    private static final long serialVersionUID = 1;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
