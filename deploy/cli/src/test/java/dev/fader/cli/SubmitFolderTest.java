package dev.fader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.cli.client.FakeService;
import dev.fader.cli.watch.Views;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.SubmitBatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One odd file keeps no other from being submitted, and the exit code tells. */
class SubmitFolderTest {

    private static final String LONG = "x".repeat(210) + ".wav";

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();
    private FakeService service;

    @BeforeEach
    void start() throws IOException {
        service = new FakeService(Views.batch(BatchState.COMPLETED, 2, 1, 1.0));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theOthersGoOnAndTheExitCodeTells() throws Exception {
        files("a.wav", LONG, "b\\c.wav", "d.flac");

        assertThat(submit()).isEqualTo(1);
        assertThat(submit("--json")).isEqualTo(1);
        assertThat(submit("--dry-run")).isEqualTo(4);

        assertThat(service.batches())
                .hasSize(3)
                .allSatisfy(batch -> assertThat(names(batch)).containsExactly("a", "d"));
    }

    @Test
    void withoutAnOddOneAllIsWell() throws Exception {
        files("a.wav", "d.flac", "._a.wav");

        assertThat(submit()).isZero();
        assertThat(submit("--dry-run")).isZero();
    }

    @Test
    void aTemplateNamesTheOutputsInsteadOfTheirFiles() throws Exception {
        files("a.wav", "d.flac");

        assertThat(submit("--name-template", "{item}-{stem}")).isZero();
        assertThat(names(service.batches().getFirst())).containsExactly(null, null);

        Files.createFile(Files.createDirectory(folder.resolve("disc")).resolve("e.wav"));
        assertThat(submit("--name-template", "{dir}/{item}")).isEqualTo(2);
        assertThat(errors.toString()).contains("leave {dir} out");
    }

    @Test
    void nothingIsSubmittedWhenNoneIsLeft() throws Exception {
        files(LONG, "b\\c.wav");

        assertThat(submit()).isEqualTo(1);

        assertThat(errors.toString()).contains("no file is left to submit");
        assertThat(service.batches()).isEmpty();
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }

    private int submit(String... more) {
        CommandLine commands = FaderCommand.commandLine();
        commands.setErr(new PrintWriter(errors, true));
        Stream<String> whole = Stream.of(
                "submit",
                folder.toString(),
                "--gain",
                "vocals=-3",
                "--server",
                service.address().toString());
        return commands.execute(Stream.concat(whole, Stream.of(more)).toArray(String[]::new));
    }

    private static List<String> names(SubmitBatch batch) {
        return Objects.requireNonNull(batch.items()).stream()
                .map(item -> Objects.requireNonNull(item).name())
                .toList();
    }
}
