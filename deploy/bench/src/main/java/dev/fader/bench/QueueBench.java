package dev.fader.bench;

import dev.fader.schemas.notation.Elapsed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process that {@code fader bench queue} starts beside the services: prints a table and, as the last line, the
 * report in JSON. Each round is told on standard error.
 */
@Command(name = "queue-bench", mixinStandardHelpOptions = true)
public final class QueueBench implements Callable<Integer> {

    @Option(names = "--postgres-port", required = true)
    private int postgresPort;

    @Option(names = "--postgres-process", required = true)
    private long postgres;

    @Option(names = "--service-processes", required = true, split = ",")
    private List<Long> services = List.of();

    @Option(names = "--configuration", required = true, description = "of the services, in words")
    private String configuration = "";

    @Option(names = "--backlogs", required = true, split = ",")
    private List<Integer> backlogs = List.of();

    @Option(names = "--seconds", required = true)
    private double seconds;

    @Option(names = "--warm-up", required = true)
    private double warmUp;

    @Option(names = "--rounds", required = true)
    private int rounds;

    @Option(names = "--probes", required = true)
    private int probes;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new QueueBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Course.Extent extent = new Course.Extent(
                backlogs.stream().sorted().toList(), duration(warmUp), duration(seconds), rounds, probes);
        Course.Field field = new Course.Field(postgresPort, postgres, services, configuration);
        try (Course course = new Course(extent, field, Elapsed::say)) {
            Report report = course.run();
            Table.of(report).forEach(System.out::println);
            System.out.println(report.json());
        }
        return 0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
