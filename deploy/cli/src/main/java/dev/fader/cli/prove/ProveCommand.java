package dev.fader.cli.prove;

import picocli.CommandLine.Command;

/** {@code fader prove}: promises that are kept while things go wrong, or are seen to be broken. */
@Command(
        name = "prove",
        description = "Take things away from the service and see that it keeps its promises.",
        mixinStandardHelpOptions = true,
        subcommands = {ProveOutageCommand.class, ProveResumeCommand.class, ProvePoolCommand.class})
public final class ProveCommand {}
