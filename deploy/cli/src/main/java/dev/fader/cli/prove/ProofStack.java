package dev.fader.cli.prove;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.Ports;
import dev.fader.cli.local.Reach;
import dev.fader.cli.local.StackPlan;
import dev.fader.cli.supervise.Patience;
import dev.fader.stack.EmbeddedPostgres;
import dev.fader.stack.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A whole service of a proof's own, in a folder that is emptied first.
 *
 * @param storage the line by which it reaches its storage
 */
record ProofStack(LocalStack stack, FaderClient client, String database, FaultyLink storage) implements AutoCloseable {

    /** Workers are killed more often than a supervisor should put up with. */
    static final Patience PATIENCE = new Patience(
            Duration.ofMinutes(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            6,
            10_000,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMinutes(2));

    static ProofStack start(Path data, int workers, Map<String, String> settings, Consumer<String> screen)
            throws IOException, InterruptedException {
        empty(data);
        Ports ports = freePorts();
        Reach reach = new Reach(ports.postgres(), ports.kafka(), ports.kafka(), Loopback.freePort());
        FaultyLink storage = new FaultyLink(reach.storage(), ports.storage());
        storage.open();
        LocalStack stack = new LocalStack(
                new StackPlan(Installation.ofThisProcess(), data.toAbsolutePath(), ports, reach, workers, settings),
                PATIENCE,
                screen);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        stack.start();
        return new ProofStack(stack, new FaderClient(ports.api()), databaseAt(ports), storage);
    }

    static Ports freePorts() {
        return new Ports(
                Loopback.freePort(),
                Loopback.freePort(),
                Loopback.freePort(),
                Loopback.freePort(),
                Loopback.freePort());
    }

    /** Past the service, and past whatever stands before the database. */
    static String databaseAt(Ports ports) {
        return "jdbc:postgresql://%s:%d/%s?user=fader&connectTimeout=2&socketTimeout=10"
                .formatted(Loopback.HOST, ports.postgres(), EmbeddedPostgres.DATABASE);
    }

    @Override
    public void close() throws IOException {
        stack.close();
        storage.close();
    }

    /** @throws CommandFailure when the folder is not a stack's */
    static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder.resolve("logs")) && !isEmpty(folder)) {
            throw CommandFailure.failed(
                    "%s holds something else than a stack's data: choose another folder".formatted(folder));
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }
}
