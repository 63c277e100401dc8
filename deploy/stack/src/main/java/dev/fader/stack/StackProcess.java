package dev.fader.stack;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * The stack in a child process with a class path of its own, for tests: depend on this module without its dependencies
 * (exclude {@code *:*}), and a broker's classes stay out of the JVM under test. All tests of a JVM share one.
 *
 * @param postgres port of PostgreSQL
 * @param kafka port of Kafka
 * @param objects port of the object store
 */
public record StackProcess(int postgres, int kafka, int objects) {

    /** Shared through system properties because Quarkus loads test classes in class loaders of its own. */
    private static final String SHARED = "dev.fader.stack.shared";

    /** Starts the stack at the first call in this JVM; it ends with the JVM. */
    public static synchronized StackProcess shared() {
        String known = System.getProperty(SHARED);
        if (known != null) {
            String[] ports = known.split(",");
            return new StackProcess(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]), Integer.parseInt(ports[2]));
        }
        StackProcess stack = new StackProcess(Loopback.freePort(), Loopback.freePort(), Loopback.freePort());
        try {
            Path dir = Files.createTempDirectory("fader-stack-");
            // PostgreSQL may have to run as another user
            Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
            stack.launch(dir);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the embedded stack did not start", e);
        }
        System.setProperty(SHARED, "%d,%d,%d".formatted(stack.postgres, stack.kafka, stack.objects));
        return stack;
    }

    public String bootstrapServers() {
        return Loopback.HOST + ":" + kafka;
    }

    public String endpoint() {
        return "http://" + Loopback.HOST + ":" + objects;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s?user=fader".formatted(Loopback.HOST, postgres, database);
    }

    /** An empty database of its own for a test class, under a name that is free. @return its JDBC address */
    public String newDatabase() {
        String name = "test_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database could be created on the embedded PostgreSQL", e);
        }
        return jdbcUrl(name);
    }

    private void launch(Path dir) throws IOException, URISyntaxException {
        Path classes = Path.of(StackProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path libraries = classes.resolveSibling("lib");
        if (!Files.isDirectory(libraries)) {
            throw new IOException("no libraries in " + libraries + ": build deploy/stack first");
        }
        Path log = dir.resolve("stack.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes + File.pathSeparator + libraries.resolve("*"),
                        "dev.fader.stack.StackMain",
                        dir.toString(),
                        Integer.toString(postgres),
                        Integer.toString(kafka),
                        Integer.toString(objects))
                .redirectError(log.toFile())
                .start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("stack is up")) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, dir), "stop the stack"));
                return;
            }
        }
        throw new IOException("the embedded stack ended at its start; its log is " + log);
    }

    private static void stop(Process process, Path dir) {
        try {
            process.getOutputStream().close();
            // what a broker wants to finish at its end is of no use to a test
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (var files = Files.walk(dir)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
