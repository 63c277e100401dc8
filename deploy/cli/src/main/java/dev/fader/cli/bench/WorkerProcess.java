package dev.fader.cli.bench;

import dev.fader.cli.client.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A worker on this machine, seen from outside.
 *
 * @param api where it listens
 */
record WorkerProcess(long pid, URI api) {

    private static final String NETWORK_SECONDS = "fader_worker_network_seconds_total";

    /** The child of this process that was told to listen there. */
    static WorkerProcess listeningOn(URI api) {
        String port = "-Dquarkus.http.port=" + api.getPort();
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(port::equals))
                .findFirst()
                .map(child -> new WorkerProcess(child.pid(), api))
                .orElseThrow(() -> CommandFailure.unreachable("no worker of this process listens at " + api));
    }

    /** Wall time that it has spent in the network since its start, in seconds. */
    double networkSeconds() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/q/metrics")).build();
        try {
            return networkSeconds(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body()
                    .lines());
        } catch (IOException e) {
            throw CommandFailure.unreachable("the worker at %s does not answer".formatted(api));
        }
    }

    static double networkSeconds(Stream<String> metrics) {
        return metrics.filter(line -> line.startsWith(NETWORK_SECONDS))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed("the worker does not tell " + NETWORK_SECONDS));
    }

    /** Bytes of memory that it holds now, as Linux tells them; its decoders are processes of their own. */
    long residentBytes() {
        try {
            return residentBytes(Files.readString(Path.of("/proc", Long.toString(pid), "status"))
                    .lines());
        } catch (IOException e) {
            throw CommandFailure.failed("the worker (process %d) ended while it was measured".formatted(pid));
        }
    }

    static long residentBytes(Stream<String> status) {
        return status.filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed("the worker has ended"));
    }
}
