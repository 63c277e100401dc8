package dev.fader.cli.client;

/** Why a command ends without having done its work: one line for its user, and the exit code. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Exit code: something was refused or failed. */
    public static final int FAILED = 1;

    /** Exit code: a part could not be reached or started. */
    public static final int UNREACHABLE = 3;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The service or a file said no. */
    public static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, message);
    }

    /** A part cannot be reached or started. */
    public static CommandFailure unreachable(String message) {
        return new CommandFailure(UNREACHABLE, message);
    }

    /** Somebody asked this thread to end. */
    static CommandFailure interrupted() {
        Thread.currentThread().interrupt();
        return failed("interrupted");
    }

    public int exitCode() {
        return exitCode;
    }
}
