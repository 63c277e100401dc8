package dev.fader.cli.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fader.cli.client.CommandFailure;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.stack.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real processes that end, freeze and cannot be started, with pauses of milliseconds. */
class SupervisorTest {

    private static final Patience QUICK = new Patience(
            Duration.ofSeconds(30),
            Duration.ofMillis(5),
            Duration.ofSeconds(1),
            3,
            4,
            Duration.ofMillis(1),
            Duration.ofMillis(4),
            Duration.ofMinutes(1));

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final Supervisor supervisor = new Supervisor(QUICK, said::add, changes::incrementAndGet);

    @AfterEach
    void close() {
        supervisor.close();
    }

    @Test
    void aPartThatCannotLiveIsStartedAgainAsOftenAsItMayAndThenEndsAllWithItsLastWords() throws Exception {
        AtomicBoolean works = new AtomicBoolean(true);
        Shell part = new Shell(() -> works.get() ? "exec sleep 1000" : "exit 3", within -> true);
        supervisor.launch(part);
        supervisor.awaitAnswers();
        works.set(false);
        supervisor.parts().getFirst().process().orElseThrow().destroyForcibly();

        assertThat(supervisor.broken().get(30, TimeUnit.SECONDS))
                .hasMessage("the shell ended with 3; it was started again 4 times, which was no help")
                .extracting(CommandFailure::exitCode)
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(part.starts).hasValue(5);
        assertThat(said)
                .filteredOn(line -> line.contains("starting it again"))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("the shell ended with 137; starting it again in 0.0 s (1 of 4)");
    }

    @Test
    void aPartThatDoesNotAnswerIsKilledAndStartedAgainAsAnotherProcess() throws Exception {
        AtomicBoolean answers = new AtomicBoolean(true);
        Shell part = new Shell(() -> "exec sleep 1000", within -> answers.get());
        part.atStart = () -> answers.set(true);
        supervisor.launch(part);
        supervisor.awaitAnswers();
        ProcessHandle first = supervisor.parts().getFirst().process().orElseThrow();
        answers.set(false);

        first.onExit().get(30, TimeUnit.SECONDS);
        await().until(() -> supervisor.parts().getFirst().pid(), pid -> pid != first.pid());

        assertThat(said)
                .contains("the shell (process %d) is alive but left 3 questions in a row unanswered: killing it"
                        .formatted(first.pid()));
    }

    @Test
    void aPartThatEndsBeforeItsFirstAnswerFailsTheStartWithItsLastWords() throws Exception {
        supervisor.launch(new Shell(() -> "exit 3", within -> false));
        assertThatThrownBy(supervisor::awaitAnswers)
                .isInstanceOf(CommandFailure.class)
                .hasMessage("the shell ended with 3");
        assertThat(said).containsExactly("starting the shell");
    }

    @Test
    void nothingIsStartedAgainWhileAllIsBeingStopped() throws Exception {
        Shell part = new Shell(() -> "exec sleep 1000", within -> true);
        supervisor.launch(part);
        supervisor.awaitAnswers();
        supervisor.close();
        assertThat(part.starts).hasValue(1);
        assertThat(said).containsExactly("starting the shell", "stopping the shell");
        assertThatThrownBy(() -> supervisor.launch(part)).hasMessage("stopped before it was done");
    }

    /** A shell that does what it is told at each start. */
    private static final class Shell implements Part {

        private final Supplier<String> script;
        private final Probe probe;
        private final AtomicInteger starts = new AtomicInteger();
        private Runnable atStart = () -> {};

        Shell(Supplier<String> script, Probe probe) {
            this.script = script;
            this.probe = probe;
        }

        @Override
        public String id() {
            return "shell";
        }

        @Override
        public String name() {
            return "the shell";
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public Probe probe() {
            return probe;
        }

        @Override
        public Running start() throws IOException {
            starts.incrementAndGet();
            atStart.run();
            return new ShellProcess(new ProcessBuilder("/bin/sh", "-c", script.get()).start());
        }
    }

    private record ShellProcess(Process shell) implements Running {

        @Override
        public ProcessHandle process() {
            return shell.toHandle();
        }

        @Override
        public boolean awaitEnd(Duration most) throws InterruptedException {
            return shell.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public CommandFailure ended() {
            return CommandFailure.unreachable("the shell ended with " + shell.exitValue());
        }

        @Override
        public void kill() {
            shell.destroyForcibly();
        }

        @Override
        public void close() throws InterruptedException {
            shell.destroyForcibly().waitFor();
        }
    }
}
