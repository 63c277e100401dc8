package dev.fader.trainer.decoding;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches one decoder process and kills it when it takes more than its limits. */
final class DecoderGuard implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("decoder-guard").daemon().factory());

    private final Process process;
    private final DecoderLimits limits;
    private final ScheduledFuture<?> watching;
    private volatile long waitingSince = Long.MAX_VALUE;
    private volatile @Nullable Reason killedFor;
    private volatile @Nullable Throwable broken;
    private volatile long peakBytes;
    private volatile Duration processorTime = Duration.ZERO;

    private DecoderGuard(Process process, DecoderLimits limits) {
        this.process = process;
        this.limits = limits;
        this.watching =
                WATCH.scheduleWithFixedDelay(this::look, PERIOD.toNanos(), PERIOD.toNanos(), TimeUnit.NANOSECONDS);
    }

    static DecoderGuard over(Process process, DecoderLimits limits) {
        return new DecoderGuard(process, limits);
    }

    /** Says whether somebody waits for a word of the process. */
    void waiting(boolean waits) {
        waitingSince = waits ? System.nanoTime() : Long.MAX_VALUE;
    }

    /** Why the process was killed, or null if it was not. */
    @Nullable Reason killedFor() {
        return killedFor;
    }

    /** The same for people, after the file's name. */
    String why() {
        return killedFor == Reason.DECODER_MEMORY
                ? "made its decoder take more than %d MiB of memory, which is a fault of the decoder: report it, with the file"
                        .formatted(limits.memoryBytes() >> 20)
                : "made its decoder hang (%s silent, or %s of processor time), which is a fault of the decoder: report it, with the file"
                        .formatted(limits.stall(), limits.processorTime());
    }

    /** What broke the watch, or null; the process was killed then, for nobody would notice that it hangs. */
    @Nullable Throwable broken() {
        return broken;
    }

    /** As far as it was seen, some ten times a second. */
    DecoderProcess.Usage usage() {
        return new DecoderProcess.Usage(peakBytes, processorTime);
    }

    /** A scheduled task that throws is dropped without a word. */
    private void look() {
        try {
            compare();
        } catch (Throwable e) {
            broken = e;
            process.destroyForcibly();
            watching.cancel(false);
        }
    }

    private void compare() {
        long resident = residentBytes();
        peakBytes = Math.max(peakBytes, resident);
        processorTime = process.info().totalCpuDuration().orElse(processorTime);
        long since = waitingSince;
        if (since != Long.MAX_VALUE
                && System.nanoTime() - since > limits.stall().toNanos()) {
            kill(Reason.DECODER_STALLED);
        } else if (processorTime.compareTo(limits.processorTime()) > 0) {
            kill(Reason.DECODER_STALLED);
        } else if (resident > limits.memoryBytes()) {
            kill(Reason.DECODER_MEMORY);
        }
    }

    private void kill(Reason reason) {
        if (process.isAlive()) {
            killedFor = reason;
            process.destroyForcibly();
        }
        watching.cancel(false);
    }

    /** As Linux tells it; elsewhere the process's own heap limit has to do. */
    private long residentBytes() {
        try {
            String statm = Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm"));
            return Long.parseLong(statm.split(" ")[1]) * 4096;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        watching.cancel(false);
    }
}
