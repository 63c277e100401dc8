package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.notation.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that is brought from the command line, against everything that {@code fader up} starts. */
class ModelsOnTheServiceTest {

    @TempDir
    Path folder;

    private static WholeStack stack;

    @BeforeAll
    static void up() throws Exception {
        stack = WholeStack.shared();
    }

    @Test
    void aModelIsBroughtTriedAndRemixesUnderItsName() throws Exception {
        Path network = Path.of("../models/default.safetensors");
        Path song = TestSong.write(folder.resolve("song.wav"), 1, 44_100, 1);

        FaderProcess added = fader("models", "add", network.toString(), "--name", "brought", "--json");
        FaderProcess again = fader("models", "add", network.toString(), "--name", "brought");
        FaderProcess remixed =
                fader("submit", song.toString(), "--model", "brought", "--gain", "vocals=-3", "--watch", "--json");

        assertThat(added.exitCode()).as(added.err()).isEqualTo(ExitCode.DONE);
        JsonNode model = added.json().path("model");
        assertThat(model.path("aliases").valueStream().map(JsonNode::asText)).contains("brought");
        assertThat(added.json().at("/trial/timesRealtime").asDouble()).isPositive();
        assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(again.err())
                .contains("'brought' names the model " + model.path("sha256").asText() + " already");
        assertThat(remixed.exitCode()).as(remixed.err()).isEqualTo(ExitCode.DONE);
        List<String> shown = fader("models", "brought").out().lines().toList();
        assertThat(shown)
                .anySatisfy(line -> assertThat(line).startsWith("sources").contains("at 44100 Hz"));
    }

    @Test
    void whatIsNoModelIsRefusedWithTheReason() throws Exception {
        Path words = Files.writeString(folder.resolve("words.separator"), "these are words");

        FaderProcess refused = fader("models", "add", words.toString());

        assertThat(refused.exitCode()).isEqualTo(ExitCode.NOT_AS_IT_SHOULD_BE);
        assertThat(refused.err()).contains("words.separator is not registered: no_model: ");
        assertThat(fader("models", "words").exitCode()).isEqualTo(ExitCode.FAILED);
    }

    private static FaderProcess fader(String... arguments) throws Exception {
        return FaderProcess.run(stack.ports.api(), arguments);
    }
}
