package dev.fader.cli.local;

import dev.fader.cli.client.FaderClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Everything that {@code fader up} starts, with two workers, once for all tests of this process. */
final class WholeStack {

    private static WholeStack shared;

    final Path folder;
    final Ports ports;
    final FaderClient client;
    private final LocalStack stack;

    private WholeStack() throws Exception {
        folder = Files.createTempDirectory("fader-whole-");
        // PostgreSQL may have to run as another user
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Integer> free = FreePorts.some(4);
        ports = new Ports(free.get(0), free.get(1), free.get(2), free.get(3), twoFreePorts());
        stack = new LocalStack(
                new Installation(Path.of("../..").toAbsolutePath().normalize()),
                folder.resolve("data"),
                ports,
                2,
                // so that a killed worker's task is free again soon
                List.of("fader.lease.duration=4s"),
                System.err::println);
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
