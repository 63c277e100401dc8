package dev.fader.cli.bench;

import dev.fader.cli.client.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A coordinator or worker on this machine, seen from outside.
 *
 * @param api where it listens
 */
record ServiceProcess(long pid, URI api) {

    /**
     * What a worker's networks have done since its start.
     *
     * @param seconds of the wall
     * @param audioSeconds of all channels
     */
    record Networks(double seconds, double calls, double channels, double audioSeconds) {

        Networks since(Networks before) {
            return new Networks(
                    seconds - before.seconds,
                    calls - before.calls,
                    channels - before.channels,
                    audioSeconds - before.audioSeconds);
        }

        static Networks of(List<String> metrics) {
            return new Networks(
                    value(metrics, "seconds"),
                    value(metrics, "calls"),
                    value(metrics, "channels"),
                    value(metrics, "audio_seconds"));
        }

        private static double value(List<String> metrics, String name) {
            String metric = "fader_worker_network_" + name + "_total";
            return metrics.stream()
                    .filter(line -> line.startsWith(metric))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow(() -> CommandFailure.failed("the worker does not tell " + metric));
        }
    }

    /** Of a worker. */
    Networks networks() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/q/metrics")).build();
        try {
            return Networks.of(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw CommandFailure.unreachable("the worker at %s does not answer".formatted(api));
        }
    }

    /** Bytes of memory that it holds now, as Linux tells them; its decoders are processes of their own. */
    long residentBytes() {
        return bytes("VmRSS:");
    }

    /** The most that it has held since its start or since {@link #forgetPeak}. */
    long peakResidentBytes() {
        return bytes("VmHWM:");
    }

    /** Begins to look for the peak anew. */
    void forgetPeak() {
        try {
            Files.writeString(proc("clear_refs"), "5");
        } catch (IOException e) {
            throw CommandFailure.failed("the peak of process %d cannot be reset: %s".formatted(pid, e.getMessage()));
        }
    }

    private long bytes(String field) {
        try {
            return bytes(Files.readString(proc("status")).lines(), field);
        } catch (IOException e) {
            throw CommandFailure.failed("the service (process %d) ended while it was measured".formatted(pid));
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }

    static long bytes(Stream<String> status, String field) {
        return status.filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed("the service has ended"));
    }
}
