package dev.fader.cli.client;

import dev.fader.schemas.notation.ExitCode;

/** Why a command ends without having done its work: one line for its user, and the exit code (docs/operations.md). */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final boolean mayPass;

    private CommandFailure(int exitCode, boolean mayPass, String message) {
        super(message);
        this.exitCode = exitCode;
        this.mayPass = mayPass;
    }

    /** The service or a file said no. */
    public static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.FAILED, false, message);
    }

    /** What was asked for makes no sense. */
    public static CommandFailure wrongUsage(String message) {
        return new CommandFailure(ExitCode.WRONG_USAGE, false, message);
    }

    /** The service could not do what it otherwise can. */
    static CommandFailure faulty(String message) {
        return new CommandFailure(ExitCode.FAILED, true, message);
    }

    /** A part cannot be reached or started. */
    public static CommandFailure unreachable(String message) {
        return new CommandFailure(ExitCode.UNREACHABLE, true, message);
    }

    /** It was waited for long enough. */
    static CommandFailure gaveUp(String message) {
        return new CommandFailure(ExitCode.GAVE_UP, false, message);
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
