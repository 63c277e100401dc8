package dev.fader.trainer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a command of the trainer wrote to standard output, and how it ended. */
public record Printed(int exitCode, String text) {

    /** Runs a command as the command line does. */
    public static Printed by(String... arguments) {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            int exitCode = TrainerCommand.commands().execute(arguments);
            return new Printed(exitCode, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(console);
        }
    }

    /** The JSON line that many commands end with. */
    public JsonNode lastLine() throws IOException {
        List<String> lines = text.strip().lines().toList();
        return Json.MAPPER.readTree(lines.getLast());
    }
}
