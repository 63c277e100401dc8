package dev.fader.bench.curve;

import dev.fader.queue.curve.MetricPoint;
import dev.fader.queue.curve.RunRecords;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Claims;
import dev.fader.queue.task.TaskCopy;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.PingKind;
import dev.fader.schemas.kind.TaskKinds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;

/** Writes a run's records as workers do: some steps at a time, in several attempts that begin before the last one's end. */
final class RunWriter {

    private static final int AT_ONCE = 500;
    private static final int ATTEMPTS = 5;
    /** Not a multiple of a bucket. */
    private static final long LOST_STEPS = 777;

    private final Jdbi jdbi;
    private final Random random = new Random(1);

    RunWriter(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param records all of one name, one for each step of each attempt */
    RunId write(int records) {
        RunId run = RunId.create();
        long from = 0;
        int left = records;
        for (int i = ATTEMPTS; i > 0; i--) {
            int own = left / i;
            attempt(run, from, own);
            left -= own;
            from = Math.max(0, from + own - LOST_STEPS);
        }
        return run;
    }

    private void attempt(RunId run, long from, int records) {
        Claim claim = claim();
        int attempt = jdbi.inTransaction(handle -> RunRecords.begin(handle, run, claim, "bench", "cpu", from))
                .orElseThrow();
        for (long step = from; step < from + records; step += AT_ONCE) {
            List<MetricPoint> points = LongStream.range(step, Math.min(step + AT_ONCE, from + records))
                    .mapToObj(at -> new MetricPoint("loss", at, Math.exp(-at / 1e5) + random.nextGaussian() / 10))
                    .toList();
            jdbi.useTransaction(handle -> RunRecords.append(handle, claim, run, attempt, points));
        }
    }

    /** Of a task that is there for this alone. */
    private Claim claim() {
        BatchId batch = BatchId.create();
        TaskId task = jdbi.inTransaction(handle -> {
            handle.execute(
                    "INSERT INTO batch (id, tenant, class, priority, size) VALUES (?, 'bench', 'batch', 0, 1)",
                    batch.uuid());
            try (TaskCopy copy =
                    new TaskCopy(handle, new TaskCopy.Common(batch, TaskKinds.PING, TaskClass.BATCH, "bench", 0))) {
                TaskId added = copy.add(0, new PingKind.Spec(0), Map.of(), null);
                copy.finish();
                return added;
            }
        });
        // long enough for an attempt; nobody else has a worker here
        return new Claims(jdbi, "bench", Duration.ofHours(1))
                .claim(List.of(task), List.of(TaskKinds.PING), false)
                .getFirst();
    }
}
