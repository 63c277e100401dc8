package dev.fader.trainer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The researcher's command line: {@code fader trainer …}. */
@Command(
        name = "trainer",
        description = "Train, measure and run the networks that move faders.",
        mixinStandardHelpOptions = true,
        subcommands = {})
public final class TrainerCommand {

    private TrainerCommand() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new TrainerCommand()).execute(args));
    }
}
