package dev.fader.schemas;

import static dev.fader.schemas.TaskState.CANCELLED;
import static dev.fader.schemas.TaskState.DONE;
import static dev.fader.schemas.TaskState.FAILED;
import static dev.fader.schemas.TaskState.QUARANTINED;
import static dev.fader.schemas.TaskState.READY;
import static dev.fader.schemas.TaskState.REVIEW;
import static dev.fader.schemas.TaskState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.api.BatchState;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchStateTest {

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(Map.of(READY, 1L, FAILED, 2L), BatchState.RUNNING),
                Arguments.of(Map.of(RUNNING, 1L, DONE, 2L), BatchState.RUNNING),
                Arguments.of(Map.of(DONE, 2L), BatchState.COMPLETED),
                Arguments.of(Map.of(DONE, 1L, REVIEW, 1L), BatchState.COMPLETED),
                Arguments.of(Map.of(DONE, 2L, FAILED, 1L), BatchState.COMPLETED_WITH_ERRORS),
                Arguments.of(Map.of(DONE, 2L, QUARANTINED, 1L), BatchState.COMPLETED_WITH_ERRORS),
                Arguments.of(Map.of(FAILED, 1L, QUARANTINED, 1L), BatchState.FAILED),
                Arguments.of(Map.of(DONE, 1L, CANCELLED, 1L), BatchState.CANCELLED));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theStateOfABatchFollowsFromItsTasks(Map<TaskState, Long> counts, BatchState expected) {
        assertThat(BatchState.of(counts)).isEqualTo(expected);
    }
}
