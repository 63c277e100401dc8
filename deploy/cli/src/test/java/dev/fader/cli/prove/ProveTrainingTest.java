package dev.fader.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The proofs of training in a short form. */
@Timeout(420)
class ProveTrainingTest {

    @TempDir
    Path folder;

    @Test
    void aRunWhoseWorkersAreKilledEndsAsIfTheyHadNotBeen() {
        JsonNode line = prove(
                new ProveResumeCommand(),
                "--kills=2",
                "--epochs=6",
                "--steps=20",
                "--away=5",
                "--data=" + folder.resolve("resume"),
                "--json");

        assertThat(line.toString()).contains("\"ok\":true");
        assertThat(line.at("/kills_in_commits").asInt()).isEqualTo(1);
        assertThat(line.at("/weights_equal").asBoolean()).isTrue();
    }

    @Test
    void aBatchAndTwoRunsShareThePool() {
        JsonNode line = prove(
                new ProvePoolCommand(),
                "--files=8",
                "--epochs=3",
                "--steps=100",
                "--target=3",
                "--data=" + folder.resolve("pool"),
                "--json");

        assertThat(line.toString()).contains("\"ok\":true");
        assertThat(line.at("/runs_equal").asBoolean()).isTrue();
    }

    private static JsonNode prove(Callable<Integer> command, String... arguments) {
        PrintStream screen = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setProperty("fader.home", "../..");
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            int unused = new CommandLine(command).execute(arguments);
        } finally {
            System.setOut(screen);
            System.clearProperty("fader.home");
        }
        return FaderJson.read(printed.toString(StandardCharsets.UTF_8).strip(), JsonNode.class);
    }
}
