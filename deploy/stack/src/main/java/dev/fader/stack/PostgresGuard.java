package dev.fader.stack;

import java.io.IOException;

/**
 * A shell that waits for this process to end and then stops the server, which would outlive a process that was killed.
 * It holds the other end of a pipe, and ignores the signals that a terminal sends to all its processes.
 */
final class PostgresGuard implements AutoCloseable {

    /** Also a server that is frozen: first it is thawed, then asked to stop, and killed when it does not. */
    private static final String WAIT_THEN_STOP = "trap '' HUP INT TERM; while read -r line; do :; done; kill -CONT $0;"
            + " kill -INT $0; for second in $(seq 30); do kill -0 $0 || exit 0; sleep 1; done; kill -KILL $0";

    private final Process shell;

    private PostgresGuard(Process shell) {
        this.shell = shell;
    }

    static PostgresGuard start(long server) throws IOException {
        return new PostgresGuard(new ProcessBuilder("/bin/sh", "-c", WAIT_THEN_STOP, Long.toString(server))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The server has ended: nothing is left to guard. */
    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
