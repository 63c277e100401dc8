package dev.fader.trainer.remix;

import org.jspecify.annotations.Nullable;

/** What broke on another thread, for the one that waits for it. */
final class OtherThread {

    private OtherThread() {}

    /** To be thrown as what it is, so that whoever waited can tell memory that ran out from any other fault. */
    static RuntimeException broke(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> new IllegalStateException("another thread broke, and did not say why");
            case RuntimeException known -> known;
            case Error known -> throw known;
            default -> new IllegalStateException("another thread broke", cause);
        };
    }
}
