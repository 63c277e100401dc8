package dev.fader.cli.local;

import dev.fader.schemas.FaderJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The note that a running stack leaves in its data folder, {@code stack.json}, for the other commands.
 *
 * @param pid process that holds the stack
 * @param startedAt when that process started: ids of processes are used again
 */
public record RunningStack(long pid, Instant startedAt, Ports ports) {

    private static final String NAME = "stack.json";
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static RunningStack ofThisProcess(Ports ports) {
        ProcessHandle self = ProcessHandle.current();
        return new RunningStack(self.pid(), self.info().startInstant().orElse(Instant.EPOCH), ports);
    }

    /** What the folder's note says, whether that process still lives or not. */
    static Optional<RunningStack> noteIn(Path data) {
        try {
            return Optional.of(FaderJson.read(Files.readString(data.resolve(NAME)), RunningStack.class));
        } catch (IOException | IllegalArgumentException absentOrCut) {
            return Optional.empty();
        }
    }

    /** The stack that runs on this data now; a note that a killed process left behind does not count. */
    public static Optional<RunningStack> find(Path data) {
        return noteIn(data).filter(note -> note.process().isPresent());
    }

    /** The process that holds the stack, if it lives. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
    }

    private boolean isTheSame(ProcessHandle process) {
        Instant its = process.info().startInstant().orElse(startedAt);
        return Duration.between(startedAt, its).abs().compareTo(TOLERANCE) <= 0;
    }

    void writeTo(Path data) throws IOException {
        Path part = data.resolve(NAME + ".part");
        Files.writeString(part, FaderJson.write(this));
        Files.move(part, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    static void removeFrom(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }
}
