package dev.fader.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Processor seconds that processes and their children have taken, as Linux tells them. */
public final class Processor {

    /** Linux tells times in hundredths, whatever its clock. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int TIMES_OF_ENDED_CHILDREN = 4;

    private final List<Long> processes;

    /** @param processes by their ids; this one is always counted */
    public Processor(Collection<Long> processes) {
        this.processes = List.copyOf(processes);
    }

    double seconds() {
        return Stream.concat(
                                processes.stream(),
                                Stream.of(ProcessHandle.current().pid()))
                        .mapToLong(Processor::withChildren)
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static long withChildren(long process) {
        LongStream children = ProcessHandle.of(process).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(process), children)
                .map(Processor::ticks)
                .sum();
    }

    private static long ticks(long process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            // the name before it may hold blanks
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(fields)
                    .skip(USER_TIME)
                    .limit(TIMES_OF_ENDED_CHILDREN)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException ended) {
            // its parent has its times now
            return 0;
        }
    }
}
