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
import dev.fader.cli.supervise.Supervised;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.notation.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader bench queue}: how many empty tasks a second go from submission to commit, beside other queues. */
@Command(
        name = "queue",
        description = {
            "Measure empty tasks from submission to commit on a service of its own, with few and with many waiting,",
            "beside a raw loop of SQL, JobRunr and db-scheduler on the same PostgreSQL, in turns.",
            "A table and one JSON line go to standard output. All of it takes about half an hour."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every bound is kept",
            "1:the measurement failed",
            "2:wrong usage",
            "3:it is not built, or a port is taken",
            "4:a bound is broken"
        })
final class BenchQueueCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(
            names = "--backlogs",
            paramLabel = "N,…",
            split = ",",
            description = "how many tasks wait (default: 1000,100000,1000000)")
    private List<Integer> backlogs = List.of(1000, 100_000, 1_000_000);

    @Option(names = "--seconds", description = "of each round (default: ${DEFAULT-VALUE})")
    private double seconds = 10;

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "before each (default: ${DEFAULT-VALUE})")
    private double warmUp = 5;

    @Option(names = "--rounds", description = "turns of each, of which the median counts (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--probes", description = "single tasks for a latency (default: ${DEFAULT-VALUE})")
    private int probes = 200;

    @Option(names = "--slots", description = "of the worker (default: ${DEFAULT-VALUE})")
    private int slots = 4;

    @Option(names = "--json", description = "print the JSON line only")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (backlogs.stream().anyMatch(waiting -> waiting < 1) || rounds < 1 || probes < 1 || seconds <= 0) {
            throw CommandFailure.wrongUsage("--backlogs, --rounds, --probes and --seconds must be above 0");
        }
        Path folder = options.data().resolve("bench/queue");
        if (RunningStack.find(folder).isEmpty()) {
            remove(folder);
        }
        Files.createDirectories(folder);
        Installation installation = Installation.ofThisProcess();
        LocalStack stack = new LocalStack(
                new StackPlan(
                        installation,
                        folder,
                        options.ports(),
                        1,
                        Map.of("fader.worker.slots", Integer.toString(slots))),
                Patience.DEFAULT,
                System.err::println);
        // Ctrl-C ends here; so does an error
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        try {
            stack.start();
            return measure(stack, installation, folder.resolveSibling("queue.txt"));
        } catch (CommandFailure e) {
            throw stack.orStopped(e);
        } finally {
            stack.close();
            remove(folder);
        }
    }

    private int measure(LocalStack stack, Installation installation, Path output)
            throws IOException, InterruptedException {
        Path log = output.resolveSibling("queue.log");
        System.err.println("measuring; each round is written to " + log);
        JavaProcess.Recipe recipe = new JavaProcess.Recipe(
                "the benchmark of the queue",
                installation.bench(),
                "dev.fader.bench.QueueBench",
                List.of("-Xmx1g"),
                arguments(stack));
        try (JavaProcess process = JavaProcess.start(recipe, output, log)) {
            process.join();
        }
        List<String> lines = Files.readAllLines(output);
        String report = lines.getLast();
        (json ? List.of(report) : lines).forEach(System.out::println);
        return FaderJson.read(report, JsonNode.class).path("ok").asBoolean() ? 0 : ExitCode.NOT_AS_IT_SHOULD_BE;
    }

    private List<String> arguments(LocalStack stack) {
        Supervised postgres = stack.part("postgres");
        return List.of(
                "--postgres-port=" + options.ports().postgres(),
                "--postgres-process=" + postgres.pid(),
                "--service-processes="
                        + stack.parts().stream()
                                .filter(part -> part.pid() != postgres.pid())
                                .map(part -> Long.toString(part.pid()))
                                .collect(Collectors.joining(",")),
                "--configuration=a coordinator and a worker with %d slots".formatted(slots),
                "--backlogs=" + backlogs.stream().map(Object::toString).collect(Collectors.joining(",")),
                "--seconds=" + seconds,
                "--warm-up=" + warmUp,
                "--rounds=" + rounds,
                "--probes=" + probes);
    }

    /** Every run begins with an empty database, and a million tasks are not kept. */
    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
