package dev.fader.trainer.kernels;

/** Kernels of our own that cannot be had here, though nothing is broken: the message says why. */
public final class NoKernelsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public NoKernelsException(String message) {
        super(message);
    }

    NoKernelsException(String message, Throwable cause) {
        super(message, cause);
    }
}
