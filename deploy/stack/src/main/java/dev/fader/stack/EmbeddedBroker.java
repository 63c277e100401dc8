package dev.fader.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** One Kafka node, broker and controller, in this JVM: loopback only, its data kept under one folder. */
public final class EmbeddedBroker implements AutoCloseable {

    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * A second door for clients that come through something that stands before the broker.
     *
     * @param port where the broker listens for them
     * @param advertised port that they are told to come back to
     */
    public record Detour(int port, int advertised) {}

    /** @throws PortTakenException when something else listens on the port */
    public static EmbeddedBroker start(Path dir, int port) throws IOException {
        return start(dir, port, null);
    }

    /** @throws PortTakenException when something else listens on the port */
    public static EmbeddedBroker start(Path dir, int port, @Nullable Detour detour) throws IOException {
        Loopback.requireFree("Kafka", port);
        Path logs = Files.createDirectories(dir.toAbsolutePath());
        if (!Files.exists(logs.resolve("meta.properties"))) {
            format(logs);
        }
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(settings(logs, port, Loopback.freePort(), detour)), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, port);
    }

    public String bootstrapServers() {
        return Loopback.HOST + ":" + port;
    }

    private static void format(Path logs) throws IOException {
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setPrintStream(quiet)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Kafka's folder " + logs + " could not be prepared", e);
        }
    }

    private static Properties settings(Path logs, int port, int controllerPort, @Nullable Detour detour) {
        String broker = "PLAINTEXT://" + Loopback.HOST + ":" + port;
        String controller = Loopback.HOST + ":" + controllerPort;
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        String detourListener = detour == null ? "" : ",DETOUR://%s:%d".formatted(Loopback.HOST, detour.port());
        String advertised = detour == null ? "" : ",DETOUR://%s:%d".formatted(Loopback.HOST, detour.advertised());
        settings.put("listeners", broker + detourListener + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", broker + advertised);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,DETOUR:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.quorum.voters", NODE + "@" + controller);
        settings.put("log.dirs", logs.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // a worker that joins gets its first ticket in half a second instead of five
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.share.min.heartbeat.interval.ms", "500");
        settings.put("group.share.heartbeat.interval.ms", "1000");
        settings.put("group.share.assignment.interval.ms", "0");
        // what a worker that was killed would have got next goes to others soon
        settings.put("group.share.min.session.timeout.ms", "5000");
        settings.put("group.share.session.timeout.ms", "8000");
        // a restart after a crash does not wait for the former self's session
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        return settings;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
