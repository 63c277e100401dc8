package dev.fader.cli.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A shell that outlives this process when it is killed, and then thaws the parts that are frozen: only a process that
 * runs can see that its {@link Leashed leash} is gone. To others the signal does nothing.
 */
final class Thaw implements AutoCloseable {

    private static final String WAIT_THEN_THAW =
            "trap '' HUP INT TERM; pids=; while read -r line; do pids=$line; done; kill -CONT $pids";

    private final Process shell;
    private final PrintStream pids;

    private Thaw(Process shell) {
        this.shell = shell;
        this.pids = new PrintStream(shell.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static Thaw start() throws IOException {
        return new Thaw(new ProcessBuilder("/bin/sh", "-c", WAIT_THEN_THAW)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Replaces those that it knows. */
    void watchOver(List<Long> processes) {
        pids.println(processes.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
