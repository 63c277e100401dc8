package dev.fader.cli.local;

import dev.fader.cli.supervise.Part;
import dev.fader.stack.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a stack on this machine consists of.
 *
 * @param data folder that keeps all data
 * @param reach where the services look for the stores
 * @param workers how many worker processes; they listen on the worker's port and those above it
 * @param settings configuration properties of coordinator and workers; they win over those of the plan
 */
public record StackPlan(
        Installation installation, Path data, Ports ports, Reach reach, int workers, Map<String, String> settings) {

    /** One whose services reach the stores directly. */
    public StackPlan(Installation installation, Path data, Ports ports, int workers, Map<String, String> settings) {
        this(installation, data, ports, Reach.direct(ports), workers, settings);
    }

    /** Settings that differ from service to service, and so cannot be given for all of them. */
    public static final List<String> OWN_TO_A_SERVICE = List.of("quarkus.http.port", "quarkus.http.host");

    Path logs() {
        return data.resolve("logs");
    }

    /** What has to be there before a service can start. */
    List<Part> stores() {
        return List.of(
                JavaPart.kafka(data.resolve("kafka"), logs(), ports.kafka(), reach),
                JavaPart.storage(data.resolve("objects"), logs(), ports.storage()),
                new PostgresPart(data.resolve("postgres"), ports.postgres()));
    }

    Part coordinator() {
        JavaProcess.Recipe recipe = JavaProcess.Recipe.quarkus(
                "the coordinator",
                installation.coordinator(),
                List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                settings(ports.api(), Map.of()));
        return JavaPart.service("coordinator", ports.api(), recipe, logs().resolve("coordinator.log"));
    }

    List<Part> workerParts() {
        return IntStream.range(0, workers).mapToObj(this::worker).toList();
    }

    private Part worker(int n) {
        String id = "worker-" + (n + 1);
        JavaProcess.Recipe recipe = JavaProcess.Recipe.quarkus(
                "worker " + (n + 1),
                installation.worker(),
                JavaProcess.FOR_AUDIO,
                settings(
                        ports.workerApi(n),
                        Map.of(
                                "fader.worker.id", id,
                                "fader.worker.models", installation.models().toString(),
                                "fader.worker.model-cache",
                                        data.resolve("model-cache").toString(),
                                "fader.worker.scratch", data.resolve("scratch").toString(),
                                "fader.worker.dataset-cache",
                                        data.resolve("datasets").toString())));
        return JavaPart.service(id, ports.workerApi(n), recipe, logs().resolve(id + ".log"));
    }

    /** Each name once: of two properties with the same name a JVM would take either. */
    private List<String> settings(URI api, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(reach.postgres(), EmbeddedPostgres.DATABASE));
        all.put("fader.kafka.bootstrap-servers", "127.0.0.1:" + reach.kafka());
        all.put("fader.s3.endpoint", "http://127.0.0.1:" + reach.storage());
        all.putAll(more);
        all.putAll(settings);
        all.put("quarkus.http.port", Integer.toString(api.getPort()));
        return all.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }
}
