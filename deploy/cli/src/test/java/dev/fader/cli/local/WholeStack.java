package dev.fader.cli.local;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.supervise.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Everything that {@code fader up} starts, with two workers, once for all tests of this process. */
final class WholeStack {

    /** Notices a frozen part within twelve seconds. */
    private static final Patience QUICK = new Patience(
            Duration.ofMinutes(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            3,
            10,
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofMinutes(2));

    private static WholeStack shared;

    final Path folder;
    final Ports ports;
    final FaderClient client;
    final LocalStack stack;
    final List<String> said = new CopyOnWriteArrayList<>();

    private WholeStack() throws Exception {
        folder = Files.createTempDirectory("fader-whole-");
        // PostgreSQL may have to run as another user
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Integer> free = FreePorts.some(4);
        ports = new Ports(free.get(0), free.get(1), free.get(2), free.get(3), twoFreePorts());
        StackPlan plan = new StackPlan(
                new Installation(Path.of("../..").toAbsolutePath().normalize()),
                folder.resolve("data"),
                ports,
                2,
                // so that a killed worker's task is free again soon
                Map.of("fader.lease.duration", "4s", "fader.models.accept-uploads", "true"));
        stack = new LocalStack(plan, QUICK, this::say);
        stack.start();
        client = new FaderClient(ports.api());
    }

    static synchronized WholeStack shared() throws Exception {
        if (shared == null) {
            shared = new WholeStack();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::down));
        }
        return shared;
    }

    private void say(String line) {
        System.err.println(line);
        said.add(line);
    }

    private void down() {
        try {
            stack.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int twoFreePorts() {
        // neighbours, below what the system gives to others by itself
        for (int port = 20_000; port < 30_000; port += 2) {
            if (!Ports.isTaken(port) && !Ports.isTaken(port + 1)) {
                return port;
            }
        }
        throw new IllegalStateException("no two free ports");
    }
}
