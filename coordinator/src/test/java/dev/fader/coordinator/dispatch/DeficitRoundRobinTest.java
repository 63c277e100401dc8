package dev.fader.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.task.Tickets;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeficitRoundRobinTest {

    private final DeficitRoundRobin round = new DeficitRoundRobin();

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

        List<Pick> later = round.pick(List.of(queue("a", 1, 10), queue("b", 1, 10)), 10);

        assertThat(owners(later).stream().filter("b"::equals)).hasSize(5);
    }

    @Test
    void smallTasksCostTheirShareOfATicket() {
        List<DeficitRoundRobin.Queue> queues =
                List.of(queue("a", 1, 1000, TaskKinds.PING), queue("b", 1, 100, TaskKinds.REMIX));

        List<String> served = owners(round.pick(queues, 4));

        assertThat(served.stream().filter("a"::equals)).hasSize(2 * TaskKinds.PING.tasksPerTicket());
        assertThat(served.stream().filter("b"::equals)).hasSize(2);
    }

    private static DeficitRoundRobin.Queue queue(String tenant, double weight, int size) {
        return queue(tenant, weight, size, TaskKinds.REMIX);
    }

    private static DeficitRoundRobin.Queue queue(String tenant, double weight, int size, TaskKind<?, ?> kind) {
        return new DeficitRoundRobin.Queue(
                tenant,
                weight,
                Stream.generate(() -> new Tickets.Waiting(TaskId.create(), tenant, kind, 0, false))
                        .limit(size)
                        .map(Pick::of)
                        .toList());
    }

    private static List<String> owners(List<Pick> picks) {
        return picks.stream().map(pick -> pick.task().tenant()).toList();
    }
}
