package dev.fader.stack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell that waits for this process to end and then stops the server, which would outlive a process that was killed.
 * It holds the other end of a pipe, and ignores the signals that a terminal sends to all its processes.
 */
final class PostgresGuard implements AutoCloseable {

    private static final String WAIT_THEN_STOP =
            "trap '' HUP INT TERM; while read -r line; do :; done; exec \"$0\" \"$@\"";

    private final Process shell;

    private PostgresGuard(Process shell) {
        this.shell = shell;
    }

    /** @param stop the command that stops the server */
    static PostgresGuard start(List<String> stop) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WAIT_THEN_STOP));
        command.addAll(stop);
        return new PostgresGuard(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The server has been stopped: nothing is left to guard. */
    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
