package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {

    @TempDir
    Path folder;

    @Test
    void aProcessThatFailsIsReportedWithItsExitCodeAndTheLastLineThatTellsSomething() throws Exception {
        Path log = Files.writeString(folder.resolve("part.log"), "all is well\n");
        try (JavaProcess process = start(Failing.class, log)) {
            assertThat(process.awaitEnd(Duration.ofSeconds(30))).isTrue();
            assertThat(process.ended())
                    .hasMessage("the part ended with exit code 1 (Caused by: java.io.IOException: no room is left);"
                            + " its log is " + log);
        }
    }

    @Test
    void aProcessThatWasKilledIsReportedWithTheSignal() throws Exception {
        Path log = folder.resolve("part.log");
        try (JavaProcess process = start(Waiting.class, log)) {
            process.kill();
            assertThat(process.awaitEnd(Duration.ofSeconds(30))).isTrue();
            assertThat(process.ended()).hasMessage("the part was ended by signal 9; its log is " + log);
        }
    }

    private static JavaProcess start(Class<?> main, Path log) throws Exception {
        return JavaProcess.start(
                new JavaProcess.Recipe(
                        "the part", System.getProperty("java.class.path"), main.getName(), List.of(), List.of()),
                log);
    }

    /** Ends as programs end that nobody foresaw it of. */
    public static final class Failing {

        private Failing() {}

        public static void main(String[] args) {
            throw new IllegalStateException("the disk", new java.io.IOException("no room is left"));
        }
    }

    /** Ends when it is asked to. */
    public static final class Waiting {

        private Waiting() {}

        public static void main(String[] args) throws InterruptedException {
            Thread.currentThread().join();
        }
    }
}
