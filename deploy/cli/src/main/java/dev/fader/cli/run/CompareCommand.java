package dev.fader.cli.run;

import dev.fader.cli.client.Query;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.RunComparison;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader compare}: runs side by side. */
@Command(
        name = "compare",
        description = "Set training runs side by side: what differs in their configurations, and what came of it.",
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "RUN", arity = "2..*", description = "ids that 'train' printed")
    private List<RunId> runs = List.of();

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        RunComparison comparison =
                server.client().get("/v1/comparison" + new Query().withAll("run", runs), RunComparison.class);
        if (json) {
            new JsonLine("compare", true).put("comparison", comparison).print();
            return 0;
        }
        for (RunComparison.Side side : comparison.runs()) {
            System.out.printf(
                    Locale.ROOT,
                    "%s  %-9s %-18s step %-8d %s in %s%n",
                    side.run(),
                    side.state(),
                    side.name(),
                    side.step(),
                    side.bestSdrDb() == null
                            ? "no epoch yet"
                            : String.format(Locale.ROOT, "best %.2f dB (epoch %d)", side.bestSdrDb(), side.bestEpoch()),
                    RunLines.duration(side.seconds()));
        }
        comparison
                .differences()
                .forEach((path, values) -> System.out.printf(
                        "%-28s %s%n",
                        path,
                        String.join(
                                "  |  ", values.stream().map(Object::toString).toList())));
        return 0;
    }
}
