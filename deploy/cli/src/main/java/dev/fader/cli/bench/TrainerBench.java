package dev.fader.cli.bench;

import dev.fader.cli.local.Installation;
import dev.fader.cli.local.JavaProcess;
import dev.fader.schemas.notation.Elapsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A benchmark of the trainer's, in a process of its own that is as it would be used. */
final class TrainerBench {

    private static final Duration LOOK = Duration.ofMillis(500);

    private TrainerBench() {}

    /**
     * Prints the JSON line that it ends with.
     *
     * @param spec of the command whose options, as far as they were given, are those of the trainer's
     * @return its exit code, which follows from its {@code ok}
     */
    static int run(String command, @Nullable CommandSpec spec) throws IOException, InterruptedException {
        Installation installation = Installation.ofThisProcess();
        Path folder = installation.defaultData().resolve("bench");
        Files.createDirectories(folder);
        Path output = folder.resolve(command + ".json");
        Path log = folder.resolve("trainer.log");
        Elapsed.say("measuring; what it is at is also written to " + log);
        long before = Files.exists(log) ? Files.size(log) : 0;
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(given(spec));
        JavaProcess.Recipe recipe = new JavaProcess.Recipe(
                "the trainer's command " + command,
                installation.trainer(),
                "dev.fader.trainer.cli.TrainerCommand",
                List.of("-Xmx2g"),
                all);
        int exitCode;
        try (JavaProcess process = JavaProcess.start(recipe, output, log);
                InputStream said = Files.newInputStream(log)) {
            said.skipNBytes(before);
            while (!process.awaitEnd(LOOK)) {
                said.transferTo(System.err);
            }
            said.transferTo(System.err);
            exitCode = process.joinCheck();
        }
        System.out.println(Files.readString(output).strip());
        return exitCode;
    }

    static List<String> given(@Nullable CommandSpec spec) {
        List<String> arguments = new ArrayList<>();
        for (OptionSpec option :
                Objects.requireNonNull(spec).commandLine().getParseResult().matchedOptions()) {
            if (option.longestName().equals(AlwaysJson.NAME)) {
                continue;
            }
            arguments.add(option.longestName());
            arguments.addAll(option.originalStringValues());
        }
        return arguments;
    }
}
