package dev.fader.cli.client;

import dev.fader.schemas.notation.ExitCode;

/** Why a command ends without having done its work: one line for its user, and the exit code (docs/operations.md). */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final Reach reach;

    /** What else it keeps from being done. */
    private enum Reach {
        /** Nothing: the same with another file may succeed. */
        ONE_FILE,
        /** Nothing later: the same may succeed in a while. */
        FOR_NOW,
        EVERYTHING
    }

    private CommandFailure(int exitCode, Reach reach, String message) {
        super(message);
        this.exitCode = exitCode;
        this.reach = reach;
    }

    /** The service or a file said no. */
    public static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.FAILED, Reach.EVERYTHING, message);
    }

    /** The service or the disk said no to one file. */
    static CommandFailure ofOneFile(String message) {
        return new CommandFailure(ExitCode.FAILED, Reach.ONE_FILE, message);
    }

    /** What was asked for makes no sense. */
    public static CommandFailure wrongUsage(String message) {
        return new CommandFailure(ExitCode.WRONG_USAGE, Reach.EVERYTHING, message);
    }

    /** The service could not do what it otherwise can. */
    static CommandFailure faulty(String message) {
        return new CommandFailure(ExitCode.FAILED, Reach.FOR_NOW, message);
    }

    /** A part cannot be reached or started. */
    public static CommandFailure unreachable(String message) {
        return new CommandFailure(ExitCode.UNREACHABLE, Reach.FOR_NOW, message);
    }

    /** It was waited for long enough. */
    static CommandFailure gaveUp(String message) {
        return new CommandFailure(ExitCode.GAVE_UP, Reach.EVERYTHING, message);
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
        return reach == Reach.FOR_NOW;
    }

    /** Whether the command may go on with other files. */
    public boolean othersMayGoOn() {
        return reach == Reach.ONE_FILE;
    }
}
