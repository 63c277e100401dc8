package dev.fader.trainer.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DecoderGuardTest {

    @Test
    @Timeout(30)
    void aWatchThatBreaksEndsTheProcessThatNobodyWouldWatch() throws Exception {
        Process sleeping = new ProcessBuilder("sleep", "60").start();
        AssertionError failure = new AssertionError("impossible");

        try (DecoderGuard guard = DecoderGuard.over(new Unreadable(sleeping, failure), DecoderLimits.DEFAULT)) {
            assertThat(sleeping.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(guard.broken()).isSameAs(failure);
            assertThat(guard.killedFor()).isNull();
        } finally {
            sleeping.destroyForcibly();
        }
    }

    /** A process that cannot be asked how it is. */
    private static final class Unreadable extends Process {

        private final Process real;
        private final Error failure;

        Unreadable(Process real, Error failure) {
            this.real = real;
            this.failure = failure;
        }

        @Override
        public ProcessHandle.Info info() {
            throw failure;
        }

        @Override
        public long pid() {
            return real.pid();
        }

        @Override
        public Process destroyForcibly() {
            return real.destroyForcibly();
        }

        @Override
        public OutputStream getOutputStream() {
            return real.getOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return real.getInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return real.getErrorStream();
        }

        @Override
        public int waitFor() throws InterruptedException {
            return real.waitFor();
        }

        @Override
        public int exitValue() {
            return real.exitValue();
        }

        @Override
        public void destroy() {
            real.destroy();
        }
    }
}
