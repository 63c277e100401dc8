package dev.fader.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.bench.measure.IdleProbes;
import dev.fader.bench.measure.Processor;
import dev.fader.bench.measure.Round;
import dev.fader.stack.StackProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each peer on the real PostgreSQL, for a moment. */
class PeersTest {

    private static final int WAITING = 200;

    private final int port = StackProcess.shared().postgres();
    private final Round round = new Round(Duration.ofMillis(100), Duration.ofMillis(500), new Processor(List.of()));

    @Test
    void theRawLoopCommitsWhatItClaims() throws InterruptedException {
        assertWorks(new RawLoop(BenchDatabase.create(port, "raw", 4, ""), 2));
    }

    @Test
    void dbSchedulerDeletesWhatIsDone() throws InterruptedException {
        assertWorks(new DbSchedulerPeer(BenchDatabase.create(port, "dbs", 8, "&reWriteBatchedInserts=true"), 4));
    }

    @Test
    void jobRunrKeepsWhatSucceeded() throws InterruptedException {
        assertWorks(new JobRunrPeer(BenchDatabase.create(port, "jobrunr", 8, ""), 4));
    }

    private void assertWorks(Contender contender) throws InterruptedException {
        try (contender) {
            Round.Figures figures = round.of(contender, WAITING);

            assertThat(figures.tasksPerSecond()).isPositive();
            assertThat(contender.committed()).isPositive();
            contender.verify();
            if (contender instanceof Probed probed) {
                contender.start();
                assertThat(IdleProbes.of(probed, 3)).hasSize(3).allMatch(millis -> millis > 0);
            }
        }
    }
}
