package dev.fader.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeficitRoundRobinTest {

    private final DeficitRoundRobin round = new DeficitRoundRobin();
    private final Map<TaskId, String> owner = new HashMap<>();

    @Test
    void tenantsTakeTurnsHoweverMuchOneHasWaiting() {
        List<DeficitRoundRobin.Queue> queues = List.of(queue("a", 1, 100), queue("b", 1, 2));

        assertThat(owners(round.pick(queues, 6))).containsExactly("a", "b", "a", "b", "a", "a");
    }

    @Test
    void sharesFollowWeights() {
        List<DeficitRoundRobin.Queue> queues = List.of(queue("a", 3, 100), queue("b", 1, 100));

        assertThat(owners(round.pick(queues, 8))).containsExactly("a", "a", "a", "b", "a", "a", "a", "b");
    }

    @Test
    void aWeightBelowOneSavesUp() {
        List<DeficitRoundRobin.Queue> queues = List.of(queue("a", 1, 100), queue("b", 0.5, 100));

        assertThat(owners(round.pick(queues, 6))).containsExactly("a", "a", "b", "a", "a", "b");
    }

    @Test
    void theTurnGoesOnFromOnePickToTheNext() {
        List<String> served = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            served.addAll(owners(round.pick(List.of(queue("a", 2, 5), queue("b", 1, 5), queue("c", 1, 5)), 1)));
        }

        assertThat(served).containsExactly("a", "a", "b", "c", "a", "a", "b", "c");
    }

    @Test
    void anIdleTenantSavesNothingUp() {
        round.pick(List.of(queue("a", 1, 10), queue("b", 5, 1)), 4);

        List<TaskId> later = round.pick(List.of(queue("a", 1, 10), queue("b", 1, 10)), 10);

        assertThat(owners(later).stream().filter("b"::equals)).hasSize(5);
    }

    private DeficitRoundRobin.Queue queue(String tenant, double weight, int size) {
        List<TaskId> tasks = Stream.generate(TaskId::create).limit(size).toList();
        tasks.forEach(task -> owner.put(task, tenant));
        return new DeficitRoundRobin.Queue(tenant, weight, tasks);
    }

    private List<String> owners(List<TaskId> tasks) {
        return tasks.stream().map(owner::get).toList();
    }
}
