package dev.fader.cli.bench;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.StackOptions;
import dev.fader.cli.supervise.Supervised;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        return new BenchProcess(
                        "queue", "dev.fader.bench.QueueBench", 1, Map.of("fader.worker.slots", Integer.toString(slots)))
                .run(options, json, this::arguments);
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
}
