package dev.fader.schemas.notation;

/** How a command says how it ended; the same for the service's commands and the trainer's (docs/operations.md). */
public final class ExitCode {

    public static final int DONE = 0;

    /** Something was refused or failed. */
    public static final int FAILED = 1;

    /** The command line makes no sense. */
    public static final int WRONG_USAGE = 2;

    /** A part of the service cannot be reached or started. */
    public static final int UNREACHABLE = 3;

    /** All was looked at, and it is not as it should be. */
    public static final int NOT_AS_IT_SHOULD_BE = 4;

    /** The service was there and has not answered for too long; what it does may go on. */
    public static final int GAVE_UP = 5;

    private ExitCode() {}

    /** Of a command that looks at something. */
    public static int ofCheck(boolean asItShouldBe) {
        return asItShouldBe ? DONE : NOT_AS_IT_SHOULD_BE;
    }
}
