package dev.fader.trainer.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has taken so far. */
final class ProcessCost {

    private ProcessCost() {}

    /** Processor time of all its threads. */
    static long processorNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell a process's processor time"))
                .toNanos();
    }

    /** The most memory that it has held, as Linux tells it. */
    static long peakResidentBytes() throws IOException {
        return status("VmHWM");
    }

    /** The memory that it holds, as Linux tells it: the Java heap and native memory alike. */
    static long residentBytes() throws IOException {
        return status("VmRSS");
    }

    private static long status(String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("/proc/self/status does not tell " + field);
    }
}
