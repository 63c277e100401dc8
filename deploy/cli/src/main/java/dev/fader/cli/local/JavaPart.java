package dev.fader.cli.local;

import dev.fader.cli.supervise.Part;
import dev.fader.cli.supervise.Running;
import dev.fader.stack.BrokerMain;
import dev.fader.stack.BrokerProbe;
import dev.fader.stack.HttpProbe;
import dev.fader.stack.ObjectStoreMain;
import dev.fader.stack.Probe;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A part that is a Java process: Kafka, the S3 server, the coordinator or a worker. */
record JavaPart(String id, int port, JavaProcess.Recipe recipe, Path log, Probe probe) implements Part {

    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** @param logs folder of its log */
    static JavaPart kafka(Path data, Path logs, int port) {
        Path log = logs.resolve("kafka.log");
        return new JavaPart(
                "kafka",
                port,
                server("Kafka", BrokerMain.class, "-Xmx512m", data, port, log),
                log,
                new BrokerProbe(port));
    }

    /** @param logs folder of its log */
    static JavaPart storage(Path data, Path logs, int port) {
        Path log = logs.resolve("storage.log");
        return new JavaPart(
                "storage",
                port,
                server("the object storage", ObjectStoreMain.class, "-Xmx256m", data, port, log),
                log,
                HttpProbe.objectStore(port));
    }

    /** A Quarkus application, which says itself whether it lives. */
    static JavaPart service(String id, URI api, JavaProcess.Recipe recipe, Path log) {
        return new JavaPart(
                id, api.getPort(), recipe, log, new HttpProbe(api.resolve("/q/health/live"), status -> status == 200));
    }

    private static JavaProcess.Recipe server(String name, Class<?> main, String memory, Path data, int port, Path log) {
        List<String> jvm = new ArrayList<>(SMALL);
        jvm.add(memory);
        jvm.add("-Dfader.stack.log=" + log);
        return new JavaProcess.Recipe(
                name,
                System.getProperty("java.class.path"),
                main.getName(),
                jvm,
                List.of(data.toString(), Integer.toString(port)));
    }

    @Override
    public String name() {
        return recipe.name();
    }

    @Override
    public Running start() throws IOException {
        return JavaProcess.start(recipe, log);
    }
}
