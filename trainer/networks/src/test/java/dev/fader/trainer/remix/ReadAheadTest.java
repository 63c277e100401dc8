package dev.fader.trainer.remix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioSource;
import dev.fader.trainer.tags.Carried;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadAheadTest {

    static Stream<Throwable> whatCanBreak() {
        return Stream.of(
                new OutOfMemoryError("no room for a block"),
                new LinkageError("half a library"),
                new AssertionError("impossible"),
                new IllegalStateException("closed"),
                new IOException("the disk"));
    }

    @ParameterizedTest
    @MethodSource("whatCanBreak")
    @Timeout(30)
    void whatBreaksTheReaderReachesTheOneThatWaitsAfterTheFramesBefore(Throwable failure) throws IOException {
        try (ReadAhead ahead = ReadAhead.of(new BreakingSource(failure))) {
            ReadAhead.Block first = ahead.next();

            assertThat(first).isNotNull();
            assertThat(first.count()).isEqualTo(BreakingSource.FRAMES);
            assertThatThrownBy(ahead::next).isSameAs(failure);
        }
    }

    /** Gives one block, and then what broke. */
    private static final class BreakingSource implements AudioSource {

        private static final int FRAMES = 100;

        private final Throwable failure;
        private boolean begun;

        BreakingSource(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public AudioFormat format() {
            return new AudioFormat("wav", "pcm_s16le", 44_100, 1, "mono", 16, false, -1, -1, Carried.NOTHING);
        }

        @Override
        public int read(double[][] planar, int offset, int count) throws IOException {
            if (!begun) {
                begun = true;
                return FRAMES;
            }
            if (failure instanceof IOException broken) {
                throw broken;
            }
            throw OtherThread.broke(failure);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
