package dev.fader.cli.local;

import dev.fader.cli.supervise.Supervised;
import dev.fader.schemas.FaderJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The note that a running stack leaves in its data folder, {@code stack.json}, for the other commands.
 *
 * @param pid process that holds the stack
 * @param startedAt when that process started: ids of processes are used again
 * @param ports where its parts listen
 * @param parts its processes; a part that was started again is another process
 */
public record RunningStack(long pid, Instant startedAt, Ports ports, List<Supervised> parts) {

    private static final String NAME = "stack.json";

    public RunningStack {
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    static RunningStack ofThisProcess(Ports ports, List<Supervised> parts) {
        ProcessHandle self = ProcessHandle.current();
        return new RunningStack(self.pid(), self.info().startInstant().orElse(Instant.EPOCH), ports, parts);
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
        return Supervised.process(pid, startedAt);
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
