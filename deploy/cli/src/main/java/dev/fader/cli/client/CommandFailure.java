package dev.fader.cli.client;

/** Why a command ends without having done its work: one line for its user, and the exit code (docs/operations.md). */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Exit code: something was refused or failed. */
    public static final int FAILED = 1;

    /** Exit code: the command line makes no sense. */
    private static final int WRONG_USAGE = 2;

    /** Exit code: a part of the service cannot be reached or started. */
    public static final int UNREACHABLE = 3;

    /** Exit code: all was looked at, and it is not as it should be. */
    public static final int NOT_AS_IT_SHOULD_BE = 4;

    /** Exit code: the service was there and has not answered for too long; what it does may go on. */
    public static final int GAVE_UP = 5;

    private final int exitCode;
    private final boolean mayPass;

    private CommandFailure(int exitCode, boolean mayPass, String message) {
        super(message);
        this.exitCode = exitCode;
        this.mayPass = mayPass;
    }

    /** The service or a file said no. */
    public static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, false, message);
    }

    /** What was asked for makes no sense. */
    public static CommandFailure wrongUsage(String message) {
        return new CommandFailure(WRONG_USAGE, false, message);
    }

    /** The service could not do what it otherwise can. */
    static CommandFailure faulty(String message) {
        return new CommandFailure(FAILED, true, message);
    }

    /** A part cannot be reached or started. */
    public static CommandFailure unreachable(String message) {
        return new CommandFailure(UNREACHABLE, true, message);
    }

    /** It was waited for long enough. */
    static CommandFailure gaveUp(String message) {
        return new CommandFailure(GAVE_UP, false, message);
    }

    /** Somebody asked this thread to end. */
    static CommandFailure interrupted() {
        Thread.currentThread().interrupt();
        return failed("interrupted");
    }

    public int exitCode() {
        return exitCode;
    }

    /** Whether the same may succeed in a while. */
    boolean mayPass() {
        return mayPass;
    }
}
