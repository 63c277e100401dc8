package dev.fader.cli.bench;

import dev.fader.cli.output.JsonLine;
import java.util.Locale;

/**
 * How fast training reads from object storage, beside what a network needs.
 *
 * @param reading as the worker's benchmark measured it
 * @param networkAudioSeconds of audio that a training step of the network takes in a second, on this machine
 */
record DataReport(Reading reading, double networkAudioSeconds) {

    private static final double LONGEST_AGAIN_SECONDS = 1;

    /** What the worker's benchmark prints; seconds, and bytes of files. */
    record Reading(
            long bytes,
            int songs,
            double firstSeconds,
            double firstBatchSeconds,
            double againSeconds,
            double bytesPerAudioSecond,
            double examplesPerSecond) {

        double bytesPerSecond() {
            return bytes / firstSeconds;
        }
    }

    /** Bytes of files that the network wants in a second. */
    double networkBytesPerSecond() {
        return networkAudioSeconds * reading.bytesPerAudioSecond();
    }

    /** Whether the network waits neither for storage nor for the reader, and a second run does not wait at all. */
    boolean ok() {
        return reading.againSeconds() < LONGEST_AGAIN_SECONDS
                && reading.bytesPerSecond() >= networkBytesPerSecond()
                && reading.examplesPerSecond() >= networkAudioSeconds;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%d songs, %.0f MB: opened in %.2f s (%.0f MB/s), first batch after %.2f s when streamed, opened again in %.3f s; one thread draws %.1f examples of a"
                        + " second each in a second, the network takes %.2f (%.1f MB)",
                reading.songs(),
                reading.bytes() / 1e6,
                reading.firstSeconds(),
                reading.bytesPerSecond() / 1e6,
                reading.firstBatchSeconds(),
                reading.againSeconds(),
                reading.examplesPerSecond(),
                networkAudioSeconds,
                networkBytesPerSecond() / 1e6);
    }

    JsonLine json() {
        return new JsonLine("bench data", ok())
                .put("songs", reading.songs())
                .put("bytes", reading.bytes())
                .put("open_first_seconds", reading.firstSeconds())
                .put("open_first_mb_per_second", reading.bytesPerSecond() / 1e6)
                .put("first_batch_seconds", reading.firstBatchSeconds())
                .put("open_again_seconds", reading.againSeconds())
                .put("examples_per_second", reading.examplesPerSecond())
                .put("network_audio_seconds_per_second", networkAudioSeconds)
                .put("network_mb_per_second", networkBytesPerSecond() / 1e6);
    }
}
