package dev.fader.cli.local;

import dev.fader.cli.client.CommandFailure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built parts of Fader lie.
 *
 * @param home the project's folder
 */
public record Installation(Path home) {

    /** The one that the script {@code fader} started this command from; without the script, the current folder. */
    public static Installation ofThisProcess() {
        return new Installation(
                Path.of(System.getProperty("fader.home", "")).toAbsolutePath().normalize());
    }

    public Path coordinator() {
        return built("coordinator/target/quarkus-app/quarkus-run.jar");
    }

    public Path worker() {
        return built("worker/target/quarkus-app/quarkus-run.jar");
    }

    /** Class path of the worker's own classes, without the application that they are in. */
    public String workerClasses() {
        Path application = built("worker/target/quarkus-app");
        return String.join(
                File.pathSeparator,
                application.resolve("app/*").toString(),
                application.resolve("lib/main/*").toString(),
                application.resolve("lib/boot/*").toString());
    }

    /** Class path of the trainer's command line. */
    public String trainer() {
        return classPath("trainer/laboratory/target/lib");
    }

    /** Class path of the benchmark of the queue. */
    public String bench() {
        return classPath("deploy/bench/target/lib");
    }

    private String classPath(String folder) {
        Path libraries = built(folder);
        return libraries.resolveSibling("*") + File.pathSeparator + libraries.resolve("*");
    }

    /** Folder of the shipped networks. */
    public Path models() {
        there(
                "deploy/models/default.safetensors",
                "fetch it from the repository, or train one with 'fader trainer train'");
        return home.resolve("deploy/models");
    }

    public Path defaultData() {
        return home.resolve(".fader");
    }

    private Path built(String path) {
        return there(path, "build it with 'mvn package -DskipTests' in " + home);
    }

    private Path there(String path, String remedy) {
        Path file = home.resolve(path);
        if (!Files.exists(file)) {
            throw CommandFailure.unreachable("%s is missing: %s".formatted(file, remedy));
        }
        return file;
    }
}
