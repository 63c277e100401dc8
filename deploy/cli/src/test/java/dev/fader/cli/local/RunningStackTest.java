package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningStackTest {

    @TempDir
    Path data;

    @Test
    void aStackWhoseProcessLivesIsFound() throws Exception {
        RunningStack written = RunningStack.ofThisProcess(Ports.DEFAULT, List.of());

        written.writeTo(data);

        assertThat(RunningStack.find(data)).contains(written);
        assertThat(written.process()).contains(ProcessHandle.current());
    }

    @Test
    void theNoteOfAProcessThatWasKilledDoesNotCount() throws Exception {
        Process killed = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        killed.waitFor();

        new RunningStack(killed.pid(), Instant.now(), Ports.DEFAULT, List.of()).writeTo(data);

        assertThat(RunningStack.find(data)).isEmpty();
        assertThat(RunningStack.noteIn(data)).isPresent();
    }

    @Test
    void anotherProcessUnderTheSameIdIsNotTakenForTheStack() throws Exception {
        long reused = ProcessHandle.current().pid();

        new RunningStack(reused, Instant.parse("2001-01-01T00:00:00Z"), Ports.DEFAULT, List.of()).writeTo(data);

        assertThat(RunningStack.find(data)).isEmpty();
    }

    @Test
    void aNoteThatCannotBeReadIsNoNote() throws Exception {
        Files.writeString(data.resolve("stack.json"), "{\"pid\": 1");

        assertThat(RunningStack.find(data)).isEmpty();
    }
}
