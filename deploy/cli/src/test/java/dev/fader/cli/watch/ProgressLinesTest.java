package dev.fader.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.TaskView;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    private final ProgressLines lines = new ProgressLines(50);

    @Test
    void aFileThatRunsShowsItsShareAndItsSecondsOfAudio() {
        assertThat(lines.line(Views.task(0, "song.wav", TaskState.RUNNING, 5, 20.0)))
                .isEqualTo("song.wav            ████░░░░░░░░░░░░  5.0 / 20.0 s")
                .hasSize(50);
    }

    @Test
    void aFileThatWasNotOpenedYetHasNoBar() {
        assertThat(lines.line(Views.task(0, "song.wav", TaskState.READY, 0, null)))
                .isEqualTo("song.wav            waiting to be tried again");
        assertThat(lines.line(Views.task(0, "song.wav", TaskState.RUNNING, 0, null)))
                .isEqualTo("song.wav            being read");
    }

    @Test
    void aRefusalNamesTheFileAsItsOwnerKnowsIt() {
        TaskView refused = Views.task(0, "notes.wav", TaskState.FAILED, 0, null);

        assertThat(ProgressLines.reason(refused)).isEqualTo("not_audio: notes.wav is not an audio file");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        TaskView longName = Views.task(0, "a very long name of a song.wav", TaskState.FAILED, 0, null);

        assertThat(lines.line(longName))
                .hasSize(50)
                .startsWith("a very long name …")
                .endsWith("…");
    }

    @Test
    void theLastLineIsForAllFiles() {
        List<TaskView> tasks = List.of(
                Views.task(0, "a.wav", TaskState.DONE, 10, 10.0), Views.task(1, "b.wav", TaskState.RUNNING, 5, 10.0));

        assertThat(lines.of(Views.batch(BatchState.RUNNING, 2, 15, 20.0), tasks))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("1 of 2 files")
                .endsWith("15.0 / 20.0 s");
    }

    @Test
    void ofManyFilesOnlySomeThatHaveNotEndedAreShown() {
        List<TaskView> tasks = IntStream.range(0, 30)
                .mapToObj(n -> Views.task(n % 10, n + ".wav", n < 9 ? TaskState.DONE : TaskState.READY, 0, null))
                .toList();

        assertThat(lines.of(Views.batch(BatchState.RUNNING, 30, 0, null), tasks))
                .hasSize(21)
                .first()
                .asString()
                .startsWith("9.wav");
    }
}
