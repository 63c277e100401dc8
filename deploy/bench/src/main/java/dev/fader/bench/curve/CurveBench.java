package dev.fader.bench.curve;

import dev.fader.bench.contender.BenchDatabase;
import dev.fader.schemas.notation.Elapsed;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process that {@code fader bench curves} starts beside the service, whose database has its tables: prints a table
 * and, as the last line, the report in JSON.
 */
@Command(name = "curve-bench", mixinStandardHelpOptions = true)
public final class CurveBench implements Callable<Integer> {

    @Option(names = "--postgres-port", required = true)
    private int postgresPort;

    @Option(names = "--records", required = true, description = "of each run")
    private int records;

    @Option(names = "--runs", required = true)
    private int runs;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CurveBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        try (BenchDatabase database = BenchDatabase.open(postgresPort, "fader", 2, "")) {
            CurveReport report = new CurveCourse(database.jdbi(), Elapsed::say).run(records, runs);
            report.lines().forEach(System.out::println);
            System.out.println(report.json());
        }
        return 0;
    }
}
