package dev.fader.worker.scratch;

import java.io.IOException;

/** There is no room for a task's files now; there may be when others have ended. */
public final class ScratchFullException extends IOException {

    public ScratchFullException(String message) {
        super(message);
    }
}
