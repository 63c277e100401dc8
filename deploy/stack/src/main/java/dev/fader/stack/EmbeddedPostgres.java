package dev.fader.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server as a child process: loopback only, durable ({@code fsync} and {@code synchronous_commit} on), its
 * data kept under one folder. After a crash the next start recovers.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    public static final String USER = "fader";
    public static final String DATABASE = "fader";
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final int port;
    private final Path log;
    private final Process server;
    private final PostgresGuard guard;

    private EmbeddedPostgres(int port, Path log, Process server, PostgresGuard guard) {
        this.port = port;
        this.log = log;
        this.server = server;
        this.guard = guard;
    }

    /**
     * Starts the server and creates {@link #DATABASE} at the first start.
     *
     * @throws PortTakenException when something else listens on the port
     * @throws IOException naming the server's log when it does not come up
     */
    public static EmbeddedPostgres start(Path dir, int port) throws IOException, InterruptedException {
        Loopback.requireFree("PostgreSQL", port);
        Path root = Files.createDirectories(dir.toAbsolutePath());
        PostgresPrograms programs = PostgresPrograms.in(root);
        programs.initialise();
        Process process = programs.serve(port);
        EmbeddedPostgres server =
                new EmbeddedPostgres(port, programs.log(), process, PostgresGuard.start(process.pid()));
        try {
            server.awaitConnections();
            server.createDatabase();
            return server;
        } catch (IOException | InterruptedException e) {
            server.kill();
            throw e;
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(port, DATABASE);
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://%s:%d/%s?user=%s".formatted(Loopback.HOST, port, database, USER);
    }

    /** The server's first process, which starts the others; it ends when the server does. */
    public Process process() {
        return server;
    }

    /** File that the server's output is appended to. */
    public Path log() {
        return log;
    }

    /** Recovery after a crash takes its time, in which the server answers that it is starting. */
    private void awaitConnections() throws IOException, InterruptedException {
        PostgresProbe probe = new PostgresProbe(port);
        long end = System.nanoTime() + STARTUP.toNanos();
        while (true) {
            String state = probe.state(STARTUP);
            if (state.equals(PostgresProbe.SUCCESS)) {
                return;
            }
            if (!server.isAlive()) {
                throw new IOException(
                        "PostgreSQL ended with exit code %d; its log is %s".formatted(server.exitValue(), log));
            }
            if (System.nanoTime() > end && !state.equals(PostgresProbe.STARTING_UP)) {
                throw new IOException("PostgreSQL on port %d does not answer; its log is %s".formatted(port, log));
            }
            Thread.sleep(PAUSE);
        }
    }

    private void createDatabase() throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(port, "postgres"));
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(DATABASE))) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL on port " + port + " does not answer; its log is " + log, e);
        }
    }

    /** Ends all its processes at once, as a crash would; the next start recovers. */
    public void kill() {
        // the first process would take the others along, but not when one of them is frozen
        List<ProcessHandle> all = server.descendants().toList();
        server.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        guard.close();
    }

    /** Ends open sessions, writes a checkpoint and stops. @throws IOException when it had to be killed */
    @Override
    public void close() throws IOException, InterruptedException {
        // the signal for a fast shutdown; Java has none but the one that waits for all clients to leave
        new ProcessBuilder("/bin/sh", "-c", "kill -INT $0", Long.toString(server.pid()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        boolean stopped = server.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        kill();
        if (!stopped) {
            throw new IOException("PostgreSQL was killed, for it had not stopped after %d s; its log is %s"
                    .formatted(STOP.toSeconds(), log));
        }
    }
}
