package dev.fader.cli;

import dev.fader.cli.bench.BenchCommand;
import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.demo.DemoCommand;
import dev.fader.schemas.remix.Gain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code fader}: client, embedded stack and demonstration. */
@Command(
        name = "fader",
        mixinStandardHelpOptions = true,
        version = "Fader 0.1.0",
        description = "Moves the faders of finished mixes, in bulk.",
        footer = {
            "",
            "The script has two more: 'fader trainer' trains and measures networks, 'fader test' runs all tests.",
            "",
            "Exit codes: 0 done; 1 something was refused or failed; 2 wrong usage;",
            "3 a part cannot be reached or started; 4 a benchmark's bound is broken."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            SubmitCommand.class,
            WatchCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        })
public final class FaderCommand {

    private FaderCommand() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** With one-line errors; a failure that nobody foresaw keeps its stack trace. */
    static CommandLine commandLine() {
        return new CommandLine(new FaderCommand())
                .registerConverter(Gain.class, Gain::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof CommandFailure known) {
                        command.getErr().println("fader " + command.getCommandName() + ": " + known.getMessage());
                        return known.exitCode();
                    }
                    throw failure;
                });
    }
}
