package dev.fader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FaderCommandTest {

    /** Nothing listens on the port of this address: it is reserved. */
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void wrongUsageExitsWithTwo() {
        assertThat(run("up", "--no-such-option")).isEqualTo(2);
        assertThat(run("submit", "--gain", "vocals=-3")).isEqualTo(2);
        assertThat(run("submit", "song.wav")).isEqualTo(2);
        assertThat(run("submit", "song.wav", "--gain", "vocals=loud")).isEqualTo(2);
        assertThat(run("submit", "song.wav", "--gain", "vocals=-3", "--format", "8-track"))
                .isEqualTo(2);
        assertThat(run("watch")).isEqualTo(2);
        assertThat(run("cancel", "task_none")).isEqualTo(2);
        assertThat(run("promote", "production")).isEqualTo(2);
        assertThat(run("promote", "production", "large")).isEqualTo(2);
        assertThat(run("recall")).isEqualTo(2);
        assertThat(run("retry", "lunch", "--server", NOBODY)).isEqualTo(2);
        assertThat(run("batches", "--server", "localhost:18080")).isEqualTo(2);
    }

    @Test
    void aServiceWithoutWorkersIsRefused() {
        assertThat(run("up", "--workers", "0", "--data", folder.toString())).isEqualTo(2);
        assertThat(run("up", "--workers", "-1", "--data", folder.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("at least one has to do the work");
    }

    @Test
    void aSettingThatCannotHoldForAllServicesIsRefused() {
        assertThat(run("up", "--set", "quarkus.http.port=80", "--data", folder.toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--api-port");
        assertThat(run("up", "--set", "fader.lease.duration", "--data", folder.toString()))
                .isEqualTo(2);
    }

    @Test
    void statusAsksTheServerThatItIsGiven() {
        assertThat(run("status", "--server", NOBODY)).isEqualTo(3);
        assertThat(errors.toString()).contains("nobody answers at http://127.0.0.1:1/");
    }

    @Test
    void somethingThatIsNoBatchIdIsNamed() {
        assertThat(run("watch", "lunch")).isEqualTo(2);
        assertThat(errors.toString()).contains("'lunch' is no batch id");
    }

    @Test
    void aFileThatIsNotThereExitsWithOneAndSaysWhich() {
        String missing = folder.resolve("missing.wav").toString();

        assertThat(run("submit", missing, "--gain", "vocals=-3", "--server", NOBODY))
                .isEqualTo(1);
        assertThat(errors.toString().strip()).isEqualTo("fader submit: " + missing + " is no file that can be read");
    }

    @Test
    void aCoordinatorThatDoesNotAnswerExitsWithThreeInOneLine() {
        assertThat(run("watch", "batch_0190b5c0000070008000000000000000", "--server", NOBODY))
                .isEqualTo(3);
        assertThat(errors.toString().strip())
                .startsWith("fader watch: nobody answers at http://127.0.0.1:1/")
                .doesNotContain("\n");
    }

    @Test
    void statusOfNothingExitsWithThreeAndDownOfNothingIsDone() {
        assertThat(run("status", "--data", folder.toString())).isEqualTo(3);
        assertThat(errors.toString()).contains("nothing runs on").contains("fader up");
        assertThat(run("down", "--data", folder.toString())).isZero();
    }

    private int run(String... arguments) {
        CommandLine commands = FaderCommand.commandLine();
        commands.setErr(new PrintWriter(errors, true));
        return commands.execute(arguments);
    }
}
