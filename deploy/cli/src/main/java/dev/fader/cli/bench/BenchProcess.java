package dev.fader.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.JavaProcess;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.RunningStack;
import dev.fader.cli.local.StackOptions;
import dev.fader.cli.local.StackPlan;
import dev.fader.cli.supervise.Patience;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.notation.Elapsed;
import dev.fader.schemas.notation.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A measurement by a process that needs the database's classes, on a service of its own that begins empty and is not
 * kept. The process prints a table and, as its last line, a report in JSON that says whether it is {@code ok}.
 *
 * @param name of the folder that it works in
 * @param mainClass of the process
 * @param workers of the service
 * @param settings of the workers
 */
record BenchProcess(String name, String mainClass, int workers, Map<String, String> settings) {

    /** @param json whether the last line alone is printed @return the command's exit code */
    int run(StackOptions options, boolean json, Function<LocalStack, List<String>> arguments)
            throws IOException, InterruptedException {
        Path folder = options.data().resolve("bench").resolve(name);
        if (RunningStack.find(folder).isEmpty()) {
            remove(folder);
        }
        Files.createDirectories(folder);
        Installation installation = Installation.ofThisProcess();
        LocalStack stack = new LocalStack(
                new StackPlan(installation, folder, options.ports(), workers, settings),
                Patience.DEFAULT,
                Elapsed::say);
        // Ctrl-C ends here; so does an error
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        try {
            stack.start();
            return measure(installation, arguments.apply(stack), folder.resolveSibling(name + ".txt"), json);
        } catch (CommandFailure e) {
            throw stack.orStopped(e);
        } finally {
            stack.close();
            remove(folder);
        }
    }

    private int measure(Installation installation, List<String> arguments, Path output, boolean json)
            throws IOException, InterruptedException {
        Path log = output.resolveSibling(name + ".log");
        Elapsed.say("measuring; how far it is, is written to " + log);
        JavaProcess.Recipe recipe = new JavaProcess.Recipe(
                "the benchmark " + name, installation.bench(), mainClass, List.of("-Xmx1g"), arguments);
        try (JavaProcess process = JavaProcess.start(recipe, output, log)) {
            process.join();
        }
        List<String> lines = Files.readAllLines(output);
        String report = lines.getLast();
        (json ? List.of(report) : lines).forEach(System.out::println);
        return FaderJson.read(report, JsonNode.class).path("ok").asBoolean() ? 0 : ExitCode.NOT_AS_IT_SHOULD_BE;
    }

    /** Every run begins with an empty database, and millions of rows are not kept. */
    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
