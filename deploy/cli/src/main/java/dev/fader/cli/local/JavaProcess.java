package dev.fader.cli.local;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.supervise.Running;
import dev.fader.schemas.notation.ExitCode;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A part of Fader as a child process, {@link Leashed} to this one. What it says goes to a log file. */
public final class JavaProcess implements Running {

    private static final Duration STOP = Duration.ofSeconds(45);

    private final String name;
    private final Process process;
    private final Path log;

    private JavaProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Options of a process that audio passes through. Its heap is taken at the start: blocks of many megabytes that live
     * for a second let a heap grow for as long as a file is long.
     */
    public static final List<String> FOR_AUDIO = List.of("-Xms768m", "-Xmx768m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC");

    /**
     * How to start one.
     *
     * @param jvm options of the Java virtual machine
     */
    public record Recipe(String name, String classPath, String mainClass, List<String> jvm, List<String> arguments) {

        /** A Quarkus application in its folder; the settings are configuration properties. @param options of the JVM */
        static Recipe quarkus(String name, Path runner, List<String> options, List<String> settings) {
            List<String> jvm = new ArrayList<>(options);
            settings.forEach(setting -> jvm.add("-D" + setting));
            return new Recipe(name, runner.toString(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint", jvm, List.of());
        }

        private List<String> command() {
            // Ctrl-C and its closing reach all processes of the terminal; these are stopped by their parent, in order
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("@" + commonOptions());
            command.addAll(jvm);
            command.addAll(List.of("-cp", classPath + File.pathSeparator + ownClasses()));
            command.addAll(List.of(Leashed.class.getName(), mainClass));
            command.addAll(arguments);
            return command;
        }

        /** They lie beside this module, {@code deploy/cli}; its classes are in its {@code target}. */
        private static Path commonOptions() {
            return ownClasses()
                    .toAbsolutePath()
                    .resolveSibling("../../jvm.options")
                    .normalize();
        }

        private static Path ownClasses() {
            try {
                return Path.of(Leashed.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param log file that its output is appended to */
    public static JavaProcess start(Recipe recipe, Path log) throws IOException {
        return start(recipe, ProcessBuilder.Redirect.appendTo(log.toFile()), log);
    }

    /** Starts one whose standard output goes to a file of its own, which is replaced. */
    public static JavaProcess start(Recipe recipe, Path output, Path log) throws IOException {
        return start(recipe, ProcessBuilder.Redirect.to(output.toFile()), log);
    }

    private static JavaProcess start(Recipe recipe, ProcessBuilder.Redirect output, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(recipe.command())
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new JavaProcess(recipe.name(), builder.start(), log);
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public boolean awaitEnd(Duration most) throws InterruptedException {
        return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for its end. @throws CommandFailure when it ended with another exit code than 0 */
    public void join() throws InterruptedException {
        if (joinCheck() != ExitCode.DONE) {
            throw CommandFailure.failed(String.valueOf(ended().getMessage()));
        }
    }

    /** As {@link #join}, of a command that may find that something is not as it should be. @return its exit code */
    public int joinCheck() throws InterruptedException {
        int exitCode = process.waitFor();
        if (exitCode != ExitCode.DONE && exitCode != ExitCode.NOT_AS_IT_SHOULD_BE) {
            throw CommandFailure.failed(String.valueOf(ended().getMessage()));
        }
        return exitCode;
    }

    @Override
    public CommandFailure ended() {
        return LastWords.of(name, process.exitValue(), log);
    }

    @Override
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
