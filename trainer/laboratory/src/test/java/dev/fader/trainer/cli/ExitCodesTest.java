package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.notation.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodesTest {

    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate --model no.safetensors --data no",
                "parity no.safetensors",
                "metrics no.safetensors",
                "halve-hop no.safetensors new.safetensors",
                "check-data no-such-folder"
            })
    void whatCannotBeReadHasFailed(String line) {
        assertThat(execute(line.split(" "))).as(said.toString()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void whatWasLookedAtAndIsNotAsItShouldBeIsNoFailure() throws Exception {
        Path song = Files.createDirectories(folder.resolve("train/a song"));
        Files.writeString(song.resolve("mixture.wav"), "no audio");

        assertThat(execute("check-data", folder.toString())).isEqualTo(ExitCode.NOT_AS_IT_SHOULD_BE);
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(execute("parity", "--colour", "red")).isEqualTo(ExitCode.WRONG_USAGE);
    }

    private int execute(String... line) {
        return TrainerCommand.commands().setErr(new PrintWriter(said, true)).execute(line);
    }
}
