package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.cli.dataset.DatasetsCommand;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.notation.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands for data sets, against everything that {@code fader up} starts. */
class DatasetsOnTheServiceTest {

    private static WholeStack stack;

    @BeforeAll
    static void up() throws Exception {
        stack = WholeStack.shared();
    }

    /** What a command said in JSON, and its exit code. */
    private record Said(int exitCode, JsonNode line) {}

    @Test
    void aFolderIsBroughtCheckedListedAndForgotten() throws Exception {
        Path folder = folder("mine");
        TestSong.write(song(folder, "train/one/vocals.wav"), 2, 22_050, 3);
        TestSong.write(song(folder, "train/two/vocals.wav"), 2, 22_050, 4);
        Files.writeString(folder.resolve("notes.txt"), "not a song");

        Said added = say("add", "mine", "--from", folder.toString());

        assertThat(added.exitCode()).isEqualTo(ExitCode.DONE);
        JsonNode dataset = added.line().path("dataset");
        assertThat(dataset.path("state").asText()).isEqualTo("READY");
        assertThat(dataset.path("check").path("objects").asInt()).isEqualTo(2);
        assertThat(say().line().path("datasets").findValuesAsText("name")).contains("mine");
        assertThat(say("check", "mine").line().path("ok").asBoolean()).isTrue();
        assertThat(say("remove", "mine").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(say().line().path("datasets").findValuesAsText("name")).doesNotContain("mine");
    }

    @Test
    void aDataSetWithAFaultEndsTheCommandWithItsFindings() throws Exception {
        Path folder = folder("faulty");
        TestSong.write(song(folder, "train/one/vocals.wav"), 2, 22_050, 3);
        TestSong.write(song(folder, "train/twice/vocals.wav"), 2, 22_050, 3);

        Said added = say("add", "faulty", "--from", folder.toString());

        assertThat(added.exitCode()).isEqualTo(ExitCode.NOT_AS_IT_SHOULD_BE);
        JsonNode finding =
                added.line().path("dataset").path("check").path("findings").path(0);
        assertThat(finding.path("kind").asText()).isEqualTo("duplicate");
        assertThat(finding.path("object").asText()).isEqualTo("train/twice");
        assertThat(say("show", "faulty").exitCode()).isEqualTo(ExitCode.NOT_AS_IT_SHOULD_BE);
    }

    private static Path folder(String name) throws Exception {
        return Files.createDirectories(stack.folder.resolve("datasets-test").resolve(name));
    }

    private static Path song(Path folder, String file) throws Exception {
        Path song = folder.resolve(file);
        Files.createDirectories(song.getParent());
        return song;
    }

    private static Said say(String... arguments) {
        CommandLine command = new CommandLine(new DatasetsCommand());
        String[] all = new String[arguments.length + 3];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--server";
        all[arguments.length + 1] = stack.ports.api().toString();
        all[arguments.length + 2] = "--json";
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            int exitCode = command.execute(all);
            return new Said(
                    exitCode,
                    FaderJson.read(said.toString(StandardCharsets.UTF_8).strip(), JsonNode.class));
        } finally {
            System.setOut(before);
        }
    }
}
