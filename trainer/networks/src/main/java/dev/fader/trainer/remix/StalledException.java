package dev.fader.trainer.remix;

/** A native call that has not returned for longer than anybody waits; its thread cannot be freed but by the process's end. */
public final class StalledException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StalledException(String message) {
        super(message);
    }
}
