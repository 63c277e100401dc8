package dev.fader.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The proof in a short form: one store frozen, one killed, a poison file, and no kills besides. */
@Timeout(600)
class ProveOutageTest {

    @TempDir
    Path folder;

    @Test
    void whateverGoesAwayExactlyThePoisonFileIsQuarantinedAndAllElseIsDoneOnce() {
        PrintStream screen = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int exit;
        System.setProperty("fader.home", "../..");
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            exit = new CommandLine(new ProveOutageCommand())
                    .execute(
                            "--files=6",
                            "--seconds=1",
                            "--away=16",
                            "--kill-every=3600",
                            "--lease=8",
                            "--faults=storage-killed,postgres-frozen",
                            "--data=" + folder.resolve("prove"),
                            "--json");
        } finally {
            System.setOut(screen);
            System.clearProperty("fader.home");
        }

        JsonNode line = FaderJson.read(printed.toString(StandardCharsets.UTF_8).strip(), JsonNode.class);
        assertThat(line.toString()).contains("\"ok\":true");
        assertThat(line.at("/done").asInt()).isEqualTo(5);
        assertThat(line.at("/quarantined").asInt()).isEqualTo(1);
        assertThat(exit).isZero();
    }
}
