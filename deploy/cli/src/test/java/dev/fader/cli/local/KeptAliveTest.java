package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fader.cli.supervise.Supervised;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.OutputFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parts of a stack that works are killed and frozen, and all of them come back. */
class KeptAliveTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void killedPartsComeBackOnTheSamePortsAndData() throws Exception {
        theStackSurvives("KILL", List.of("postgres", "kafka", "storage", "coordinator", "worker-1"));
    }

    @Test
    void frozenPartsAreNoticedAndComeBack() throws Exception {
        theStackSurvives("STOP", List.of("postgres", "kafka", "storage", "coordinator", "worker-1"));
    }

    private static void theStackSurvives(String signal, List<String> names) throws Exception {
        WholeStack whole = WholeStack.shared();
        Path song = TestSong.write(whole.folder.resolve(signal + ".wav"), 1, 44_100, 2);
        List<Supervised> before =
                names.stream().map(name -> whole.stack.part(name)).toList();

        for (Supervised part : before) {
            signal(signal, part);
        }

        for (Supervised part : before) {
            Supervised again = await(part.name())
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> whole.stack.part(part.name()), now -> now.pid() != part.pid());
            assertThat(again.port()).isEqualTo(part.port());
            assertThat(part.process()).as(part.name() + " of before").isEmpty();
        }
        BatchId batch = await("a batch is taken")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> submit(whole, song), id -> true);
        await("the batch is done")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> whole.client.batch(batch).state(), BatchState.COMPLETED::equals);
        assertThat(RunningStack.find(whole.folder.resolve("data")).orElseThrow().parts())
                .isEqualTo(whole.stack.parts());
        assertThat(whole.said)
                .filteredOn(line -> line.contains("starting it again"))
                .anySatisfy(line -> assertThat(line).startsWith("PostgreSQL was ended by signal 9"))
                .anySatisfy(line -> assertThat(line).startsWith("Kafka was ended by signal 9"));
        if (signal.equals("STOP")) {
            assertThat(whole.said)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("Kafka (process ")
                            .endsWith("is alive but left 3 questions in a row unanswered: killing it"));
        }
    }

    private static BatchId submit(WholeStack whole, Path song) {
        return whole.client
                .submit(SubmitBatch.of(
                        null,
                        List.of(SubmitBatch.Item.of(
                                whole.client.upload(song), Map.of("vocals", new Gain(-6)), OutputFormat.SAME))))
                .id();
    }

    private static void signal(String name, Supervised part) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(part.pid())).start();
        assertThat(kill.waitFor()).as(part.name()).isZero();
    }
}
