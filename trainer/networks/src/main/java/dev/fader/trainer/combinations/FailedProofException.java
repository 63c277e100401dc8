package dev.fader.trainer.combinations;

/** Kernels, or the halves that they compute in, do not give what the network gives: the message says by how much. */
public final class FailedProofException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    FailedProofException(String message) {
        super(message);
    }
}
