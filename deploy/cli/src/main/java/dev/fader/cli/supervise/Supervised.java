package dev.fader.cli.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A part as it runs now.
 *
 * @param name for programs, such as {@code kafka} or {@code worker-1}
 * @param pid its process, or the first of its processes
 * @param startedAt when that process started: ids of processes are used again
 * @param port where it listens, on loopback
 */
public record Supervised(String name, long pid, Instant startedAt, int port) {

    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static Supervised of(Keeper keeper) {
        ProcessHandle process = keeper.running().process();
        return new Supervised(
                keeper.part().id(),
                process.pid(),
                process.info().startInstant().orElse(Instant.EPOCH),
                keeper.part().port());
    }

    /** The process, if it lives. */
    public Optional<ProcessHandle> process() {
        return process(pid, startedAt);
    }

    /** The process of that id that started then, if it lives. */
    public static Optional<ProcessHandle> process(long pid, Instant startedAt) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> {
            Instant its = process.info().startInstant().orElse(startedAt);
            return Duration.between(startedAt, its).abs().compareTo(TOLERANCE) <= 0;
        });
    }
}
