package dev.fader.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.JavaProcess;
import dev.fader.schemas.FaderJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A benchmark of the trainer's, in a process of its own that is as it would be used. */
final class TrainerBench {

    private TrainerBench() {}

    /** Prints the JSON line that it ends with. @return the exit code that follows from its {@code ok} */
    static int run(String command, List<String> arguments) throws IOException, InterruptedException {
        Installation installation = Installation.ofThisProcess();
        Path folder = installation.defaultData().resolve("bench");
        Files.createDirectories(folder);
        Path output = folder.resolve(command + ".json");
        Path log = folder.resolve("trainer.log");
        System.err.println("measuring; rounds are told in " + log);
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(arguments);
        JavaProcess.Recipe recipe = new JavaProcess.Recipe(
                "the trainer's command " + command,
                installation.trainer(),
                "dev.fader.trainer.cli.TrainerCommand",
                List.of("-Xmx2g"),
                all);
        try (JavaProcess process = JavaProcess.start(recipe, output, log)) {
            process.join();
        }
        String report = Files.readString(output).strip();
        System.out.println(report);
        return FaderJson.read(report, JsonNode.class).path("ok").asBoolean() ? 0 : BenchCommand.BOUND_BROKEN;
    }
}
