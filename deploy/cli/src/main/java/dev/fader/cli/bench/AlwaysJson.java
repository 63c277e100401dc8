package dev.fader.cli.bench;

import picocli.CommandLine.Option;

/** {@code --json}, of the commands that print nothing but one JSON line on standard output in any case. */
@SuppressWarnings("UnusedVariable") // nothing changes with it
final class AlwaysJson {

    static final String NAME = "--json";

    @Option(names = NAME, description = "print one JSON line, as is done in any case")
    private boolean given;
}
