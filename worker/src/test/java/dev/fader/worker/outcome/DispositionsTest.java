package dev.fader.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.task.Attempts;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.kind.Need;
import dev.fader.schemas.kind.PingKind;
import dev.fader.schemas.kind.TaskKinds;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DispositionsTest {

    private static final RetryPolicy POLICY = new RetryPolicy(4, 2, 3, Duration.ofSeconds(2), Duration.ofSeconds(5));
    private static final Attempts FIRST = new Attempts(1, 0, 0);
    private static final Completion COMPLETION = Completion.of(TaskKinds.PING, new PingKind.Pong(0), 1);
    private static final Outcome STORAGE_DOWN = new Outcome.Broken(new IOException("connection refused"));
    private static final Failure STORAGE_FAILURE =
            new Failure(FailureClass.INFRASTRUCTURE, "broken", "java.io.IOException: connection refused");
    private static final Outcome DECODER_DIED = new Outcome.DecoderDied("decoder_crashed", "exit code 134");
    private static final Failure DECODER_FAILURE =
            new Failure(FailureClass.PROCESS_DEATH, "decoder_crashed", "exit code 134");
    private static final Outcome STALLED = new Outcome.Stalled("a call has not returned");
    private static final Failure STALL =
            new Failure(FailureClass.PROCESS_DEATH, "model_stalled", "a call has not returned");
    private static final Outcome NO_MEMORY = new Outcome.OutOfMemory("wanted 2 GB");
    private static final Failure MEMORY_FAILURE =
            new Failure(FailureClass.OUT_OF_MEMORY, "out_of_memory", "wanted 2 GB");

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(new Outcome.Produced(COMPLETION), FIRST, new Disposition.Commit(COMPLETION)),
                Arguments.of(
                        new Outcome.BadInput("not_audio", "text"),
                        FIRST,
                        new Disposition.Fail(new Failure(FailureClass.BAD_INPUT, "not_audio", "text"))),
                Arguments.of(DECODER_DIED, FIRST, new Disposition.Retry(DECODER_FAILURE, Duration.ofSeconds(2))),
                Arguments.of(
                        DECODER_DIED,
                        new Attempts(3, 0, 1),
                        new Disposition.Retry(DECODER_FAILURE, Duration.ofSeconds(5))),
                Arguments.of(DECODER_DIED, new Attempts(3, 0, 2), new Disposition.Quarantine(DECODER_FAILURE)),
                Arguments.of(DECODER_DIED, new Attempts(4, 0, 0), new Disposition.Quarantine(DECODER_FAILURE)),
                Arguments.of(STALLED, new Attempts(3, 0, 1), new Disposition.Retry(STALL, Duration.ofSeconds(5))),
                Arguments.of(STALLED, new Attempts(3, 0, 2), new Disposition.Quarantine(STALL)),
                Arguments.of(new Outcome.Cancelled(), FIRST, new Disposition.Cancel()),
                Arguments.of(new Outcome.Interrupted(), FIRST, new Disposition.Release(Duration.ZERO)),
                Arguments.of(new Outcome.LeaseLost(), FIRST, new Disposition.Release(Duration.ZERO)),
                Arguments.of(
                        new Outcome.Away(Need.STORAGE, new IOException("connection refused")),
                        new Attempts(4, 0, 0),
                        new Disposition.Release(Duration.ofSeconds(1))),
                Arguments.of(NO_MEMORY, FIRST, new Disposition.Retry(MEMORY_FAILURE, Duration.ZERO)),
                Arguments.of(NO_MEMORY, new Attempts(3, 2, 0), new Disposition.Fail(MEMORY_FAILURE)),
                Arguments.of(STORAGE_DOWN, FIRST, new Disposition.Retry(STORAGE_FAILURE, Duration.ofSeconds(2))),
                Arguments.of(
                        STORAGE_DOWN,
                        new Attempts(2, 0, 0),
                        new Disposition.Retry(STORAGE_FAILURE, Duration.ofSeconds(4))),
                Arguments.of(
                        STORAGE_DOWN,
                        new Attempts(3, 0, 0),
                        new Disposition.Retry(STORAGE_FAILURE, Duration.ofSeconds(5))),
                Arguments.of(STORAGE_DOWN, new Attempts(4, 0, 0), new Disposition.Fail(STORAGE_FAILURE)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void whatBecomesOfATaskFollowsFromWhatHappened(Outcome outcome, Attempts attempts, Disposition expected) {
        assertThat(Dispositions.after(outcome, attempts, POLICY)).isEqualTo(expected);
    }

    @Test
    void theRootCauseIsTold() {
        Outcome wrapped = new Outcome.Broken(new IllegalStateException("fetch", new IOException("reset")));

        assertThat(Dispositions.after(wrapped, FIRST, POLICY))
                .extracting(Object::toString)
                .asString()
                .contains("fetch")
                .contains("reset");
    }
}
