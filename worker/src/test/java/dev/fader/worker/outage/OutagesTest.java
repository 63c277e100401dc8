package dev.fader.worker.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.outage.Breaker;
import dev.fader.schemas.kind.Need;
import dev.fader.schemas.kind.TaskKinds;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutagesTest {

    private static final Exception FAILURE = new IOException("reset");
    private final Breaker there = new Breaker("there", () -> {}, System::nanoTime);
    private final Breaker away = new Breaker(
            "away",
            () -> {
                throw new IOException("connection refused");
            },
            System::nanoTime);

    @Test
    void onlyKindsThatNeedWhatIsAwayAreHeldBack() {
        Outages outages = new Outages(there, there, Map.of(Need.STORAGE, away));

        assertThat(outages.excuses(Need.STORAGE, FAILURE)).isTrue();

        assertThat(outages.runnable(TaskKinds.ALL)).containsExactly(TaskKinds.PING);
        assertThat(outages.away()).containsExactly(away);
        assertThat(outages.canClaim()).isTrue();
    }

    @Test
    void aNeedThatNobodyAsksAfterExcusesNothing() {
        Outages outages = new Outages(there, there, Map.of());

        assertThat(outages.excuses(Need.DEVICE, FAILURE)).isFalse();
        assertThat(outages.runnable(TaskKinds.ALL)).containsExactlyElementsOf(TaskKinds.ALL);
    }

    @Test
    void withoutTheDatabaseNothingIsClaimed() {
        Outages outages = new Outages(away, there, Map.of());

        outages.databaseFailed(FAILURE);

        assertThat(outages.canClaim()).isFalse();
    }
}
