package dev.fader.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's programs, run on the data of one folder.
 *
 * @param home folder of {@code bin}
 * @param log file that their output is appended to
 */
record PostgresPrograms(Path home, Path data, Path log, UnprivilegedUser user) {

    private static final Duration PATIENCE = Duration.ofSeconds(70);

    /** Unpacks the programs at the first call. */
    static PostgresPrograms in(Path root) throws IOException, InterruptedException {
        UnprivilegedUser user = UnprivilegedUser.choose();
        return new PostgresPrograms(
                PostgresBinaries.unpackInto(root.resolve("programs")),
                root.resolve("data"),
                root.resolve("postgres.log"),
                user);
    }

    /** Prepares the data folder, unless it is there. */
    void initialise() throws IOException, InterruptedException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        user.own(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        Process process = start(command(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                EmbeddedPostgres.USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync"));
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("PostgreSQL's initdb failed; its log is " + log);
        }
    }

    /** Starts the server as a child of this process, in a session of its own: Ctrl-C in a terminal does not reach it. */
    Process serve(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(command("postgres", "-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=" + Loopback.HOST,
                "unix_socket_directories=",
                "max_connections=100",
                "fsync=on",
                "synchronous_commit=on")) {
            command.addAll(List.of("-c", setting));
        }
        return start(command);
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        // its children inherit the output, so it must be a file: a pipe would never end
        return new ProcessBuilder(command)
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
