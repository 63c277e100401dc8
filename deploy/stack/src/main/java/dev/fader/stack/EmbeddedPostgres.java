package dev.fader.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server as a child process: loopback only, durable ({@code fsync} and {@code synchronous_commit} on), its
 * data kept under one folder. After a crash the next start recovers.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    public static final String USER = "fader";
    public static final String DATABASE = "fader";
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final Path home;
    private final Path data;
    private final Path log;
    private final int port;
    private final UnprivilegedUser user;
    private @Nullable PostgresGuard guard;

    private EmbeddedPostgres(Path dir, Path home, int port, UnprivilegedUser user) {
        this.home = home;
        this.data = dir.resolve("data");
        this.log = dir.resolve("postgres.log");
        this.port = port;
        this.user = user;
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
        UnprivilegedUser user = UnprivilegedUser.choose();
        EmbeddedPostgres server =
                new EmbeddedPostgres(root, PostgresBinaries.unpackInto(root.resolve("programs")), port, user);
        server.initialise();
        server.launch();
        server.guard = PostgresGuard.start(server.command("pg_ctl", server.stopping()));
        server.createDatabase();
        return server;
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s?user=%s".formatted(Loopback.HOST, port, database, USER);
    }

    private void initialise() throws IOException, InterruptedException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        user.own(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        run("initdb", "-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
    }

    private void launch() throws IOException, InterruptedException {
        String options = "-p %d -c listen_addresses=%s -c unix_socket_directories='' -c max_connections=100 -c fsync=on"
                        .formatted(port, Loopback.HOST)
                + " -c synchronous_commit=on";
        run("pg_ctl", "-D", data.toString(), "-w", "-t", Long.toString(STARTUP.toSeconds()), "-o", options, "start");
    }

    private void createDatabase() throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"));
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

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private String[] stopping() {
        return new String[] {"-D", data.toString(), "-m", "fast", "-w", "stop"};
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        // the server inherits the output, so it must be a file: a pipe would never end
        Process process = new ProcessBuilder(command(program, arguments))
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(STARTUP.toSeconds() + 10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException("PostgreSQL's " + program + " failed; its log is " + log);
        }
    }

    /** Ends open sessions, writes a checkpoint and stops. */
    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", stopping());
        PostgresGuard its = guard;
        if (its != null) {
            its.close();
        }
    }
}
