package dev.fader.cli.bench;

import picocli.CommandLine.Command;

/** {@code fader bench}: measurements that end in a yes or a no. */
@Command(
        name = "bench",
        description = "Measure this machine against what Fader promises.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchRemixCommand.class,
            BenchSubmitCommand.class,
            BenchBulkCommand.class,
            BenchQueueCommand.class,
            BenchCurvesCommand.class,
            BenchMetricsCommand.class,
            BenchNetworkCommand.class,
            BenchFormsCommand.class,
            BenchDataCommand.class
        })
public final class BenchCommand {}
