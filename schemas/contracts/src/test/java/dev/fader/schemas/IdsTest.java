package dev.fader.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void anIdReadsBackAsItWasWritten() {
        TaskId id = TaskId.create();

        assertThat(TaskId.parse(id.toString())).isEqualTo(id);
        assertThat(id.toString()).matches("task_[0-9a-f]{32}");
        assertThat(id.uuid().version()).isEqualTo(7);
    }

    @Test
    void idsSortInTheOrderOfTheirCreation() {
        var ids = Stream.generate(TaskId::create)
                .limit(1000)
                .map(TaskId::toString)
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anIdOfAnotherKindIsRefusedByName() {
        String batch = BatchId.create().toString();

        assertThatThrownBy(() -> TaskId.parse(batch))
                .hasMessageContaining(batch)
                .hasMessageContaining("task_");
    }
}
