package dev.fader.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.FakeService;
import dev.fader.cli.output.LeftOut;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.TaskView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchOutcomeTest {

    @TempDir
    Path folder;

    @Test
    void whatIsToBeKnownOfAnOutputIsSaidToPeopleAndToPrograms() throws Exception {
        BatchView batch = Views.batch(BatchState.COMPLETED, 1, 1, 1.0);
        List<TaskView> tasks = List.of(Views.task(0, "a.mp3", TaskState.DONE, 1, 1.0));
        try (FakeService service = new FakeService(batch)) {
            service.result(tasks.get(0), service.output("a.flac", "one"), "FLAC has no place for CHAP");

            for (Path download : Arrays.asList(folder, null)) {
                BatchOutcome outcome = BatchOutcome.of(new FaderClient(service.address()), batch, tasks, download);

                assertThat(said(() -> outcome.print("results", false, LeftOut.NOTHING)))
                        .contains("remark       a.mp3: FLAC has no place for CHAP");
                assertThat(said(() -> outcome.print("results", true, LeftOut.NOTHING)))
                        .contains("\"remarks\":[\"FLAC has no place for CHAP\"]");
            }
        }
    }

    private static String said(Runnable command) {
        PrintStream terminal = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            command.run();
        } finally {
            System.setOut(terminal);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anOutputThatWouldOverwriteAnotherIsNamedAndTheOthersAreFetched() throws Exception {
        BatchView batch = Views.batch(BatchState.COMPLETED, 3, 1, 1.0);
        List<TaskView> tasks = List.of(
                Views.task(0, "a.aif", TaskState.DONE, 1, 1.0),
                Views.task(1, "A.aiff", TaskState.DONE, 1, 1.0),
                Views.task(2, "b.wav", TaskState.DONE, 1, 1.0));
        try (FakeService service = new FakeService(batch)) {
            service.result(tasks.get(0), service.output("a.aiff", "one"));
            service.result(tasks.get(1), service.output("A.aiff", "two"));
            service.result(tasks.get(2), service.output("b.wav", "three"));

            BatchOutcome outcome = BatchOutcome.of(new FaderClient(service.address()), batch, tasks, folder);

            assertThat(outcome.files().get(1).error()).contains("'A.aiff' was not fetched: 'a.aiff' has that name");
            assertThat(outcome.print("results", false, LeftOut.NOTHING)).isEqualTo(1);
        }
        assertThat(folder.resolve("a.aiff")).hasContent("one");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("a.aiff", "b.wav");
        }
    }
}
